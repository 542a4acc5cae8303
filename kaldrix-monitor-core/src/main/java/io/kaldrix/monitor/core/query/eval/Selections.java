package io.kaldrix.monitor.core.query.eval;

import io.kaldrix.monitor.api.label.Matcher;
import io.kaldrix.monitor.core.query.ast.Call;
import io.kaldrix.monitor.core.query.ast.Expression;
import io.kaldrix.monitor.core.query.ast.InfoSelector;
import io.kaldrix.monitor.core.query.ast.MatrixSelector;
import io.kaldrix.monitor.core.query.ast.Reach;
import io.kaldrix.monitor.core.query.ast.Subquery;
import io.kaldrix.monitor.core.query.ast.VectorSelector;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * The series that a query's selectors read, each read once before evaluation for all instants that
 * it will be asked for.
 */
final class Selections {

  /** A stretch of time, both ends included. */
  private record Stretch(long fromMillis, long toMillis) {
    Stretch and(Stretch other) {
      return new Stretch(
          Math.min(fromMillis, other.fromMillis), Math.max(toMillis, other.toMillis));
    }
  }

  private final Run run;

  /** By node, not by what it says: equal ones may look at different stretches. */
  private final IdentityHashMap<Expression, Stretch> stretches = new IdentityHashMap<>();

  private final IdentityHashMap<Expression, List<Matcher>> matchers = new IdentityHashMap<>();
  private final IdentityHashMap<Expression, Boolean> withoutMarkers = new IdentityHashMap<>();
  private final IdentityHashMap<Expression, Boolean> hinted = new IdentityHashMap<>();
  private final IdentityHashMap<Expression, List<SampleSeries>> selected = new IdentityHashMap<>();

  private Selections(Run run) {
    this.run = run;
  }

  /** Functions of figures that are wrong across a reset, so that one is looked for. */
  private static final Set<String> FIGURES =
      Set.of("histogram_avg", "histogram_count", "histogram_sum");

  static Selections read(Run run, Expression root, SampleReader reader) {
    Selections selections = new Selections(run);
    selections.visit(root, run.startMillis(), run.endMillis());
    selections.findHints(root, false);
    selections.stretches.forEach((node, stretch) -> selections.read(reader, node, stretch));
    return selections;
  }

  /**
   * Returns the series of a selector, or those that a call of {@code info} takes labels from,
   * ordered by labels; without markers unless one alone is looked for.
   */
  List<SampleSeries> of(Expression node) {
    return selected.getOrDefault(node, List.of());
  }

  private void visit(Expression expression, long firstMillis, long lastMillis) {
    if (expression instanceof VectorSelector selector) {
      if (selector.reach() == Reach.SMOOTHED) {
        withoutMarkers.put(selector, true);
      }
      note(selector, run.rules().lookbackMillis(), firstMillis, lastMillis);
    } else if (expression instanceof MatrixSelector matrix) {
      withoutMarkers.put(matrix.selector(), true);
      boolean reaches = matrix.selector().reach() != Reach.NONE;
      long range = run.lengthMillis(matrix, matrix.range());
      note(
          matrix.selector(),
          reaches ? range + run.rules().lookbackMillis() : range,
          firstMillis,
          lastMillis);
    } else if (expression instanceof Subquery subquery) {
      long range = run.lengthMillis(subquery, subquery.range());
      visit(
          subquery.inner(),
          run.shifted(subquery.shift(), firstMillis) - range,
          run.shifted(subquery.shift(), lastMillis));
    } else if (expression instanceof Call call
        && call.function().name().equals(InfoSelector.FUNCTION)) {
      visitInfo(call, firstMillis, lastMillis);
    } else {
      expression.children().forEach(child -> visit(child, firstMillis, lastMillis));
    }
  }

  private void findHints(Expression expression, boolean ofFigures) {
    if (expression instanceof VectorSelector && ofFigures) {
      hinted.put(expression, true);
    }
    boolean figures =
        (expression instanceof Call call && FIGURES.contains(call.function().name()))
            || (ofFigures && !(expression instanceof Subquery));
    expression.children().forEach(child -> findHints(child, figures));
  }

  private void visitInfo(Call call, long firstMillis, long lastMillis) {
    Expression base = call.arguments().get(0);
    visit(base, firstMillis, lastMillis);
    matchers.put(call, InfoSelector.of(call).series());
    long first = InfoLabels.referenceMillis(run, base, firstMillis);
    long last = InfoLabels.referenceMillis(run, base, lastMillis);
    stretches.merge(
        call,
        new Stretch(run.rules().openStart(first - run.rules().lookbackMillis()) + 1, last),
        Stretch::and);
  }

  private void note(VectorSelector selector, long lengthMillis, long firstMillis, long lastMillis) {
    matchers.put(selector, selector.matchers());
    long start = run.shifted(selector.shift(), firstMillis) - lengthMillis;
    long end = run.shifted(selector.shift(), lastMillis);
    boolean ahead = selector.reach() == Reach.SMOOTHED;
    stretches.merge(
        selector,
        new Stretch(
            run.rules().openStart(start) + 1, ahead ? end + run.rules().lookbackMillis() : end),
        Stretch::and);
  }

  private void read(SampleReader reader, Expression node, Stretch stretch) {
    List<SampleSeries> series = new ArrayList<>();
    for (SampleSeries found :
        reader.read(
            matchers.getOrDefault(node, List.of()),
            Instant.ofEpochMilli(stretch.fromMillis()),
            Instant.ofEpochMilli(stretch.toMillis()))) {
      run.budget().take(found.samples().size());
      SampleSeries kept = withoutMarkers.containsKey(node) ? found.withoutMarkers() : found;
      series.add(hinted.containsKey(node) ? kept.withHints() : kept);
    }
    selected.put(node, series);
  }
}
