package io.kaldrix.monitor.core.query.script;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.query.QueryEngine;
import io.kaldrix.monitor.api.query.QueryException;
import io.kaldrix.monitor.api.query.QueryResult;
import io.kaldrix.monitor.api.query.QueryValue;
import io.kaldrix.monitor.api.query.VectorSample;
import io.kaldrix.monitor.api.series.Samples;
import io.kaldrix.monitor.api.series.Series;
import io.kaldrix.monitor.api.series.StaleMarker;
import io.kaldrix.monitor.core.query.ast.Expression;
import io.kaldrix.monitor.core.query.eval.Functions;
import io.kaldrix.monitor.core.query.parse.Parser;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Runs a script: each evaluation as it stands, and one of an instant also tied to that instant at
 * others, printed and read again, and each as the middle of a range.
 */
public final class ScriptRunner {

  private static final double TOLERANCE = 1e-6;
  private static final double LEAST_NORMAL = 0x1p-1022;
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Pattern ASKS_FOR_RANGE = Pattern.compile("(start|end|range|step)\\(\\)");
  private static final String NOT_YET = " is not supported yet";

  /** Something that came out otherwise than expected. */
  private static final class Mismatch extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Mismatch(String problem) {
      super(problem);
    }
  }

  private final ScriptSeries series = new ScriptSeries();
  private final QueryEngine engine;
  private int evaluations;

  private ScriptRunner(Function<ScriptSeries, QueryEngine> engines) {
    this.engine = engines.apply(series);
  }

  /** Returns how each evaluation of a script ended, by a name that tells them apart. */
  public static Map<String, Outcome> run(
      String script, Function<ScriptSeries, QueryEngine> engines) {
    ScriptRunner runner = new ScriptRunner(engines);
    Map<String, Outcome> outcomes = new LinkedHashMap<>();
    for (Script.Step step : Script.parse(script).steps()) {
      if (step instanceof Script.Step.Clear) {
        runner.series.clear();
      } else if (step instanceof Script.Step.Load load) {
        load.series()
            .forEach(line -> runner.series.load(line, load.stepMillis(), load.withHistograms()));
      } else if (step instanceof Script.Step.Evaluate evaluate) {
        outcomes.put(evaluate.evaluation().toString(), runner.outcome(evaluate.evaluation()));
      }
    }
    return outcomes;
  }

  private Outcome outcome(Evaluation evaluation) {
    evaluations = 0;
    series.takeForeign();
    Outcome outcome;
    try {
      if (evaluation.range) {
        compareRange(evaluation);
      } else {
        compareInstant(evaluation);
      }
      outcome = new Outcome.Passed(evaluations);
    } catch (Mismatch e) {
      outcome = new Outcome.Failed(String.valueOf(e.getMessage()));
    } catch (QueryException e) {
      String message = String.valueOf(e.getMessage());
      int what = message.indexOf(NOT_YET);
      outcome =
          what >= 0
              ? new Outcome.NotYet(
                  "not in this slice: " + message.substring(message.indexOf(": ") + 2, what))
              : new Outcome.Failed(message);
    }
    Set<String> foreign = series.takeForeign();
    boolean histograms =
        evaluation.series.stream()
            .flatMap(line -> line.points().stream())
            .anyMatch(Point.Histogram.class::isInstance);
    if (histograms) {
      foreign.add("native histograms");
    }
    return foreign.isEmpty() || outcome instanceof Outcome.NotYet
        ? outcome
        : new Outcome.NotYet("not in this slice: " + String.join(", ", foreign));
  }

  // ---- instants

  private void compareInstant(Evaluation evaluation) {
    long at = evaluation.fromMillis;
    if (evaluation.failure.isPresent()) {
      expectFailure(
          evaluation, () -> engine.instant(evaluation.expression, Instant.ofEpochMilli(at)));
      return;
    }
    instantAndMiddle(evaluation, evaluation.expression, at, true);
    Expression tree = Parser.parse(evaluation.expression, Functions.signatures(), 250);
    if (!AtRewrite.applies(tree)) {
      return;
    }
    String tied = new AtRewrite(at).rewrite(tree).text();
    List<Long> others =
        at == 0 ? List.of(-1000L, 0L, 1000L) : List.of(-10 * at, 0L, at / 5, at, 10 * at);
    for (long other : others) {
      instantAndMiddle(evaluation, tied, other, false);
    }
  }

  private void instantAndMiddle(
      Evaluation evaluation, String expression, long at, boolean annotated) {
    evaluations++;
    Instant instant = Instant.ofEpochMilli(at);
    QueryResult result = engine.instant(expression, instant);
    context(expression + " at " + at + " ms", () -> compare(evaluation, result.value()));
    if (annotated) {
      compareAnnotations(evaluation, result);
    }
    boolean single =
        evaluation.ordered
            || evaluation.rangeVector.isPresent()
            || evaluation.string.isPresent()
            || ASKS_FOR_RANGE.matcher(expression).find();
    if (!single) {
      evaluations++;
      QueryResult range =
          engine.range(expression, instant.minus(MINUTE), instant.plus(MINUTE), MINUTE);
      List<VectorSample> middle = new ArrayList<>();
      for (Series found : ((QueryValue.RangeVector) range.value()).series()) {
        Samples samples = found.samples();
        for (int i = 0; i < samples.size(); i++) {
          if (samples.timestampMillis(i) == at) {
            middle.add(new VectorSample(found.labels(), at, samples.value(i)));
          }
        }
      }
      QueryValue value =
          evaluation.scalar.isPresent() && middle.size() == 1
              ? new QueryValue.Scalar(at, middle.get(0).value())
              : new QueryValue.InstantVector(middle);
      context(
          expression + " in the middle of a range at " + at + " ms",
          () -> compare(evaluation, value));
    }
  }

  private static void context(String where, Runnable comparison) {
    try {
      comparison.run();
    } catch (Mismatch e) {
      throw new Mismatch(where + ": " + e.getMessage());
    }
  }

  private void compare(Evaluation evaluation, QueryValue value) {
    if (evaluation.scalar.isPresent()) {
      if (!(value instanceof QueryValue.Scalar scalar)) {
        throw new Mismatch("expected a scalar, got " + value);
      }
      expectEqual(evaluation.scalar.get(), scalar.value(), "scalar");
    } else if (evaluation.string.isPresent()) {
      if (!value.equals(new QueryValue.Text(evaluation.string.get()))) {
        throw new Mismatch("expected string '" + evaluation.string.get() + "', got " + value);
      }
    } else if (evaluation.rangeVector.isPresent()) {
      long[] times = evaluation.rangeVector.get();
      compareRangeVector(evaluation, value, times[0], times[1], times[2]);
    } else {
      compareVector(evaluation, value);
    }
  }

  private void compareVector(Evaluation evaluation, QueryValue value) {
    if (!(value instanceof QueryValue.InstantVector vector)) {
      throw new Mismatch("expected an instant vector, got " + value);
    }
    Map<Labels, Double> expected = new LinkedHashMap<>();
    for (SeriesLine line : evaluation.series) {
      if (line.points().get(0) instanceof Point.Valued number) {
        expected.put(line.labels(), number.value());
      }
    }
    List<Labels> order = new ArrayList<>();
    for (VectorSample sample : vector.samples()) {
      Double wanted = expected.get(sample.labels());
      if (wanted == null) {
        throw new Mismatch("unexpected " + sample.labels() + " " + sample.value());
      }
      if (order.contains(sample.labels())) {
        throw new Mismatch("found twice: " + sample.labels());
      }
      order.add(sample.labels());
      expectEqual(wanted, sample.value(), sample.labels().toString());
    }
    for (Labels labels : expected.keySet()) {
      if (!order.contains(labels)) {
        throw new Mismatch("missing " + labels + " " + expected.get(labels));
      }
    }
    if (evaluation.ordered && !order.equals(List.copyOf(expected.keySet()))) {
      throw new Mismatch("expected order " + expected.keySet() + ", got " + order);
    }
  }

  // ---- ranges

  private void compareRange(Evaluation evaluation) {
    evaluations++;
    Instant from = Instant.ofEpochMilli(evaluation.fromMillis);
    Instant to = Instant.ofEpochMilli(evaluation.toMillis);
    Duration step = Duration.ofMillis(evaluation.stepMillis);
    if (evaluation.failure.isPresent()) {
      expectFailure(evaluation, () -> engine.range(evaluation.expression, from, to, step));
      return;
    }
    QueryResult result = engine.range(evaluation.expression, from, to, step);
    compareRangeVector(
        evaluation,
        result.value(),
        evaluation.fromMillis,
        evaluation.toMillis,
        evaluation.stepMillis);
    compareAnnotations(evaluation, result);
  }

  private static void compareRangeVector(
      Evaluation evaluation, QueryValue value, long from, long to, long step) {
    if (!(value instanceof QueryValue.RangeVector vector)) {
      throw new Mismatch("expected a range vector, got " + value);
    }
    Map<Labels, Map<Long, Double>> expected = new TreeMap<>();
    for (SeriesLine line : evaluation.series) {
      Map<Long, Double> samples = new TreeMap<>();
      for (int i = 0; i < line.points().size(); i++) {
        if (line.points().get(i) instanceof Point.Valued number) {
          if (from + i * step > to) {
            throw new Mismatch("script expects more points than there are steps");
          }
          samples.put(from + i * step, number.value());
        }
      }
      if (!samples.isEmpty()) {
        expected.put(line.labels(), samples);
      }
    }
    List<Labels> order = new ArrayList<>();
    for (Series series : vector.series()) {
      order.add(series.labels());
      Map<Long, Double> samples = new TreeMap<>();
      series.samples().asList().forEach(s -> samples.put(s.timestampMillis(), s.value()));
      Map<Long, Double> wanted = expected.get(series.labels());
      if (wanted == null || !wanted.keySet().equals(samples.keySet())) {
        throw new Mismatch("expected " + series.labels() + " " + wanted + ", got " + samples);
      }
      wanted.forEach(
          (at, number) ->
              expectEqual(number, samples.get(at), series.labels() + " at " + at + " ms"));
    }
    if (!order.equals(List.copyOf(expected.keySet()))) {
      throw new Mismatch("expected series " + expected.keySet() + ", got " + order);
    }
  }

  // ---- failures and annotations

  private void expectFailure(Evaluation evaluation, Runnable query) {
    evaluations++;
    try {
      query.run();
    } catch (QueryException e) {
      String message = String.valueOf(e.getMessage());
      if (message.contains(NOT_YET)) {
        throw e;
      }
      if (!evaluation.failure.orElseThrow().fits(message)) {
        throw new Mismatch(
            "expected failure " + evaluation.failure.orElseThrow() + ", got " + message);
      }
      return;
    }
    throw new Mismatch("expected a failure");
  }

  private static void compareAnnotations(Evaluation evaluation, QueryResult result) {
    compareAnnotations("warnings", evaluation.warnings, evaluation.noWarnings, result.warnings());
    compareAnnotations("infos", evaluation.infos, evaluation.noInfos, result.infos());
  }

  private static void compareAnnotations(
      String kind, List<Evaluation.Message> expected, boolean none, List<String> actual) {
    if (none && !actual.isEmpty()) {
      throw new Mismatch("expected no " + kind + ", got " + actual);
    }
    if (expected.isEmpty()) {
      return;
    }
    boolean allExpected =
        actual.stream().allMatch(text -> expected.stream().anyMatch(message -> message.is(text)));
    boolean allFound =
        expected.stream().allMatch(message -> actual.stream().anyMatch(message::is));
    if (!allExpected || !allFound) {
      throw new Mismatch("expected " + kind + " " + expected + ", got " + actual);
    }
  }

  private static void expectEqual(double expected, double actual, String what) {
    if (!almostEqual(expected, actual)) {
      throw new Mismatch("expected " + what + " " + expected + ", got " + actual);
    }
  }

  private static boolean almostEqual(double a, double b) {
    if (StaleMarker.is(a) || StaleMarker.is(b)) {
      return StaleMarker.is(a) && StaleMarker.is(b);
    }
    if (Double.isNaN(a) || Double.isNaN(b)) {
      return Double.isNaN(a) && Double.isNaN(b);
    }
    if (a == b) {
      return true;
    }
    double sum = Math.abs(a) + Math.abs(b);
    double difference = Math.abs(a - b);
    if (a == 0 || b == 0 || sum < LEAST_NORMAL) {
      return difference < TOLERANCE * LEAST_NORMAL;
    }
    return difference / Math.min(sum, Double.MAX_VALUE) < TOLERANCE;
  }
}
