package io.kaldrix.monitor.core.rule.unit;

import io.kaldrix.monitor.api.alert.Alert;
import io.kaldrix.monitor.api.plugin.DurationText;
import io.kaldrix.monitor.api.query.QueryException;
import io.kaldrix.monitor.api.rule.RuleGroup;
import io.kaldrix.monitor.api.rule.Rules.RuleFailure;
import io.kaldrix.monitor.core.query.ast.NumberText;
import io.kaldrix.monitor.core.query.ast.ValueType;
import io.kaldrix.monitor.core.query.eval.Answer;
import io.kaldrix.monitor.core.query.eval.SampleSeries;
import io.kaldrix.monitor.core.query.histogram.NativeHistogram;
import io.kaldrix.monitor.core.query.script.Point;
import io.kaldrix.monitor.core.recorded.RecordedSeries;
import io.kaldrix.monitor.core.rule.file.PromQl;
import io.kaldrix.monitor.core.rule.replay.VirtualRules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** One test as it is run. For one thread. */
final class RuleTestRun {

  /** A typing mistake in {@code eval_time} is to end with a message, not next year. */
  private static final long MOST_EVALUATIONS = 5_000_000;

  private static final Comparator<ExpectedAlert> BY_LABELS =
      Comparator.comparing(ExpectedAlert::labels)
          .thenComparing(alert -> alert.annotations().toString());

  private final RuleTest test;
  private final RuleTestFile file;
  private final List<RuleGroup> groups;
  private final PromQl dialect;
  private final List<RuleTestFailure> failures = new ArrayList<>();

  RuleTestRun(RuleTest test, RuleTestFile file, List<RuleGroup> groups, PromQl dialect) {
    this.test = test;
    this.file = file;
    this.groups = groups;
    this.dialect = dialect;
  }

  RuleTestResult result() {
    try {
      run();
    } catch (IllegalArgumentException | QueryException e) {
      failures.add(new RuleTestFailure.Problem(String.valueOf(e.getMessage())));
    }
    return new RuleTestResult(
        test.name(), test.alerts().size() + test.expressions().size(), failures);
  }

  private void run() {
    Duration interval = file.evaluationInterval();
    long evaluations = test.end().toMillis() / interval.toMillis() + 1;
    if (evaluations > MOST_EVALUATIONS) {
      throw new IllegalArgumentException(
          "eval_time "
              + DurationText.format(test.end())
              + " needs "
              + evaluations
              + " evaluations, at most "
              + MOST_EVALUATIONS
              + " are run; take a longer evaluation_interval");
    }
    VirtualRules rules =
        new VirtualRules(
            series(),
            groups,
            dialect,
            interval,
            interval,
            test.externalLabels(),
            test.externalUrl());
    for (long i = 0; i < evaluations; i++) {
      Duration since = interval.multipliedBy(i);
      Instant now = test.start().plus(since);
      rules.evaluateAt(now);
      List<RuleFailure> failed = rules.failures();
      failed.forEach(failure -> failures.add(problem(failure, since)));
      if (!failed.isEmpty()) {
        return; // as promtool: what follows would be about other rules
      }
      for (RuleTest.AlertCheck check : test.alerts()) {
        if (check.at().compareTo(since) >= 0 && check.at().compareTo(since.plus(interval)) < 0) {
          compare(check, rules.active());
        }
      }
    }
    for (RuleTest.ExpressionCheck check : test.expressions()) {
      compare(check, rules);
    }
  }

  private RecordedSeries series() {
    RecordedSeries.Builder series = new RecordedSeries.Builder();
    test.series()
        .forEach(line -> series.add(line, test.start().toEpochMilli(), test.interval().toMillis()));
    return series.build();
  }

  private static RuleTestFailure problem(RuleFailure failure, Duration since) {
    return new RuleTestFailure.Problem(
        "rule "
            + failure.rule()
            + " of group "
            + failure.group()
            + " failed at "
            + DurationText.format(since)
            + ": "
            + failure.problem());
  }

  private void compare(RuleTest.AlertCheck check, List<Alert> active) {
    List<ExpectedAlert> came =
        active.stream()
            .filter(alert -> alert.name().equals(check.alert()) && alert.isFiring())
            .map(alert -> new ExpectedAlert(alert.labels(), alert.annotations()))
            .sorted(BY_LABELS)
            .toList();
    List<ExpectedAlert> expected = check.expected().stream().sorted(BY_LABELS).toList();
    if (!came.equals(expected)) {
      failures.add(new RuleTestFailure.OtherAlerts(check.alert(), check.at(), expected, came));
    }
  }

  // ---- expressions

  private void compare(RuleTest.ExpressionCheck check, VirtualRules rules) {
    Answer answer;
    try {
      answer = rules.answer(check.expression(), test.start().plus(check.at()));
    } catch (QueryException e) {
      failures.add(
          new RuleTestFailure.Problem(
              "expression at " + DurationText.format(check.at()) + ": " + e.getMessage()));
      return;
    }
    if (answer.type() != ValueType.INSTANT_VECTOR && answer.type() != ValueType.SCALAR) {
      failures.add(
          new RuleTestFailure.Problem(
              "expression "
                  + check.expression()
                  + " is a "
                  + answer.type().label()
                  + ", must be an instant vector or scalar"));
      return;
    }
    List<RuleTest.ExpectedSample> came =
        answer.series().stream().map(RuleTestRun::sample).sorted(byLabels()).toList();
    List<RuleTest.ExpectedSample> expected = check.expected().stream().sorted(byLabels()).toList();
    if (!same(expected, came)) {
      failures.add(
          new RuleTestFailure.OtherSamples(
              check.expression(),
              check.at(),
              expected.stream().map(RuleTestRun::shown).toList(),
              came.stream().map(RuleTestRun::shown).toList()));
    }
  }

  private static Comparator<RuleTest.ExpectedSample> byLabels() {
    return Comparator.comparing(RuleTest.ExpectedSample::labels);
  }

  private static RuleTest.ExpectedSample sample(SampleSeries series) {
    Optional<NativeHistogram> histogram = series.histograms().at(0);
    Point value =
        histogram.isPresent()
            ? new Point.Histogram(histogram.get(), false)
            : new Point.Valued(series.samples().value(0));
    return new RuleTest.ExpectedSample(series.labels(), value);
  }

  private boolean same(List<RuleTest.ExpectedSample> expected, List<RuleTest.ExpectedSample> came) {
    boolean same = expected.size() == came.size();
    for (int i = 0; same && i < expected.size(); i++) {
      same =
          expected.get(i).labels().equals(came.get(i).labels())
              && same(expected.get(i).value(), came.get(i).value());
    }
    return same;
  }

  private boolean same(Point expected, Point came) {
    if (expected instanceof Point.Histogram one && came instanceof Point.Histogram other) {
      return one.value().isSameAs(other.value());
    }
    return expected instanceof Point.Valued one
        && came instanceof Point.Valued other
        && (one.value() == other.value()
            || (file.fuzzyCompare() && neighbours(one.value(), other.value())));
  }

  private static boolean neighbours(double one, double other) {
    return Math.nextUp(one) == other || Math.nextDown(one) == other;
  }

  private static String shown(RuleTest.ExpectedSample sample) {
    String value =
        sample.value() instanceof Point.Histogram histogram
            ? histogram.value().toString()
            : NumberText.of(((Point.Valued) sample.value()).value());
    return sample.labels() + " " + value;
  }
}
