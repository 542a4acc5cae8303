package io.kaldrix.monitor.core.query.plan;

import io.kaldrix.monitor.api.query.Query;
import io.kaldrix.monitor.core.query.PromQlEngine;
import io.kaldrix.monitor.core.query.ast.Expression;
import io.kaldrix.monitor.core.query.eval.NameRemoval;
import io.kaldrix.monitor.core.query.plan.window.FollowedRows;
import io.kaldrix.monitor.core.series.SeriesHead;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The expressions of one rule set, planned together so that what they have in common is calculated
 * once. One thread evaluates, any may prepare and ask for figures.
 *
 * <p>Answers are the interpreter's, within rounding where a window's sum is kept up to date instead
 * of added up again. What would be refused is left to the interpreter, which says why. The limits
 * on samples and time of a query bind the interpreter alone: a plan holds no more than its windows.
 */
public final class QueryPlans implements AutoCloseable {

  /** Another thread's late samples make an evaluation start over so often at most. */
  private static final int MOST_ATTEMPTS = 3;

  /**
   * Rules that are evaluated with more different delays than this share windows that start anew.
   */
  private static final int MOST_LANES = 8;

  /** The interpreter refuses instants farther from the epoch. */
  private static final long FARTHEST_SECONDS = 10_000_000_000_000L;

  /** By which way an expression is evaluated. */
  public enum Path {
    /** All of it by plan. */
    COMPILED,
    /** By plan, but for a part that is asked of the interpreter. */
    PARTLY,
    /** By the interpreter. */
    INTERPRETED
  }

  private final PromQlEngine engine;
  private final FollowedRows rows;
  private final List<Lane> lanes = new ArrayList<>();
  private final Map<Path, Integer> counts = new EnumMap<>(Path.class);
  private volatile long interpretedAfterAll;

  /**
   * Creates an empty rule set.
   *
   * @param engine what parses expressions, and evaluates what plans do not
   * @param head the rows of the store that the engine asks; closed with this
   */
  public QueryPlans(PromQlEngine engine, SeriesHead head) {
    this.engine = engine;
    this.rows = new FollowedRows(head);
    this.lanes.add(lane());
  }

  private Lane lane() {
    return new Lane(rows, new Planner(rows, engine.rules(), engine));
  }

  /**
   * Returns an expression, planned.
   *
   * @throws io.kaldrix.monitor.api.query.QueryException if it is wrong
   */
  public synchronized PlannedQuery prepare(String expression) {
    Query interpreted = engine.prepare(expression);
    Expression tree = engine.parse(expression);
    Planner planner = lanes.get(0).planner();
    Optional<Step> root =
        isPlannable() && Planner.isAnswer(tree.type()) ? planner.plan(tree) : Optional.empty();
    Path path =
        root.isEmpty()
            ? Path.INTERPRETED
            : planner.isPartlyInterpreted(tree) ? Path.PARTLY : Path.COMPILED;
    synchronized (counts) {
      counts.merge(path, 1, Integer::sum);
    }
    return new PlannedQuery(this, tree, root, interpreted);
  }

  /** Plans take names away at once. */
  private boolean isPlannable() {
    return engine.rules().names() == NameRemoval.AT_ONCE;
  }

  /** Returns how many expressions are evaluated that way. */
  public int count(Path path) {
    synchronized (counts) {
      return counts.getOrDefault(path, 0);
    }
  }

  /** Returns how many evaluations a plan had to leave to the interpreter. */
  public long interpretedAfterAll() {
    return interpretedAfterAll;
  }

  /** Calculates what a query says, unless the interpreter must be asked. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread counts, others only look
  synchronized boolean isKnown(PlannedQuery query, Instant at) {
    if (Math.abs(at.getEpochSecond()) > FARTHEST_SECONDS) {
      return false;
    }
    long atMillis = at.toEpochMilli();
    rows.begin();
    try {
      boolean changed = rows.catchUp();
      while (lanes.get(query.lane()).isPast(atMillis) && query.lane() + 1 < MOST_LANES) {
        moveToNextLane(query);
      }
      Lane lane = lanes.get(query.lane());
      for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
        lane.evaluate(query.root(), atMillis, changed);
        changed = rows.hasChanged();
        if (!changed) {
          break;
        }
      }
      return true;
    } catch (NoPlanException e) {
      interpretedAfterAll++;
      return false;
    } finally {
      rows.end();
    }
  }

  /** Windows move on and not back: who looks at an earlier time than others has windows apart. */
  private void moveToNextLane(PlannedQuery query) {
    int next = query.lane() + 1;
    if (next == lanes.size()) {
      lanes.add(lane());
    }
    Step root = lanes.get(next).planner().plan(query.tree()).orElseThrow();
    query.move(next, root);
  }

  @Override
  public void close() {
    rows.close();
  }
}
