package io.kaldrix.monitor.core.query.plan;

import io.kaldrix.monitor.api.query.Query;
import io.kaldrix.monitor.core.query.PromQlEngine;
import io.kaldrix.monitor.core.query.ast.Expression;
import io.kaldrix.monitor.core.query.eval.NameRemoval;
import io.kaldrix.monitor.core.query.plan.window.FollowedRows;
import io.kaldrix.monitor.core.series.SeriesHead;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The expressions of one rule set, planned together so that what they have in common is calculated
 * once. For one thread; {@link #count} and {@link #interpretedAfterAll} may be asked by any.
 *
 * <p>Answers are the interpreter's, within rounding where a window's sum is kept up to date instead
 * of added up again. What would be refused is left to the interpreter, which says why. The limits
 * on samples and time of a query bind the interpreter alone: a plan holds no more than its windows.
 */
public final class QueryPlans implements AutoCloseable {

  /** Another thread's late samples make an evaluation start over so often at most. */
  private static final int MOST_ATTEMPTS = 3;

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
  private final Planner planner;
  private final Map<Path, Integer> counts = new EnumMap<>(Path.class);
  private volatile long interpretedAfterAll;
  private long pass;
  private long atMillis = Long.MIN_VALUE;
  private long endRow;

  /**
   * Creates an empty rule set.
   *
   * @param engine what parses expressions, and evaluates what plans do not
   * @param head the rows of the store that the engine asks; closed with this
   */
  public QueryPlans(PromQlEngine engine, SeriesHead head) {
    this.engine = engine;
    this.rows = new FollowedRows(head);
    this.planner = new Planner(rows, engine.rules(), engine);
  }

  /**
   * Returns an expression, planned.
   *
   * @throws io.kaldrix.monitor.api.query.QueryException if it is wrong
   */
  public PlannedQuery prepare(String expression) {
    Query interpreted = engine.prepare(expression);
    Expression tree = engine.parse(expression);
    Optional<Step> root =
        isPlannable() && Planner.isAnswer(tree.type()) ? planner.plan(tree) : Optional.empty();
    Path path =
        root.isEmpty()
            ? Path.INTERPRETED
            : planner.isPartlyInterpreted(tree) ? Path.PARTLY : Path.COMPILED;
    synchronized (counts) {
      counts.merge(path, 1, Integer::sum);
    }
    return new PlannedQuery(this, root, interpreted);
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

  /** Calculates a step's result, unless the interpreter must be asked. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread counts, others only look
  boolean isKnown(Step step, Instant at) {
    if (Math.abs(at.getEpochSecond()) > FARTHEST_SECONDS) {
      return false;
    }
    rows.begin();
    try {
      boolean changed = rows.catchUp();
      for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
        begin(at.toEpochMilli(), changed);
        step.evaluate(pass, atMillis);
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

  /**
   * What was calculated at this instant before counts, unless what it was calculated from changed.
   */
  private void begin(long newAtMillis, boolean changed) {
    boolean newRows = rows.endRow() != endRow && hasRowUntil(newAtMillis);
    if (newAtMillis != atMillis || newRows) {
      pass++;
      atMillis = newAtMillis;
    } else if (changed) {
      planner.interpreted().forEach(Step::invalidate);
    }
    endRow = rows.endRow();
  }

  private boolean hasRowUntil(long newAtMillis) {
    return rows.timestampMillis(endRow) <= newAtMillis;
  }

  @Override
  public void close() {
    rows.close();
  }
}
