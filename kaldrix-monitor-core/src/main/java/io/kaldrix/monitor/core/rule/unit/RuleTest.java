package io.kaldrix.monitor.core.rule.unit;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.core.query.script.Point;
import io.kaldrix.monitor.core.query.script.SeriesLine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * One entry of {@code tests}.
 *
 * @param name the test's own, or its place in the file
 * @param interval the time from one point of the series to the next
 * @param start when the first point is, and when the rules are first evaluated
 * @param series what is loaded
 * @param alerts which alerts should fire when
 * @param expressions which expressions should say what when
 * @param externalLabels what templates take from {@code $externalLabels}
 * @param externalUrl what templates take from {@code $externalURL}
 */
record RuleTest(
    String name,
    Duration interval,
    Instant start,
    List<SeriesLine> series,
    List<AlertCheck> alerts,
    List<ExpressionCheck> expressions,
    Labels externalLabels,
    String externalUrl) {

  RuleTest {
    series = List.copyOf(series);
    alerts = List.copyOf(alerts);
    expressions = List.copyOf(expressions);
  }

  /**
   * The alerts of a name that should fire.
   *
   * @param at the time since the start
   */
  record AlertCheck(String alert, Duration at, List<ExpectedAlert> expected) {}

  /**
   * What an expression should say.
   *
   * @param at the time since the start
   */
  record ExpressionCheck(String expression, Duration at, List<ExpectedSample> expected) {}

  /**
   * A sample that should come.
   *
   * @param value a number or a histogram
   */
  record ExpectedSample(Labels labels, Point value) {}

  /** Returns the time since the start of what is looked at last. */
  Duration end() {
    return Stream.concat(
            alerts.stream().map(AlertCheck::at), expressions.stream().map(ExpressionCheck::at))
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }
}
