package io.kaldrix.monitor.core.query.script;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.query.QueryException;
import io.kaldrix.monitor.core.query.ast.Expression;
import io.kaldrix.monitor.core.query.ast.ValueType;
import io.kaldrix.monitor.core.query.eval.Answer;
import io.kaldrix.monitor.core.query.eval.Functions;
import io.kaldrix.monitor.core.query.eval.SampleSeries;
import io.kaldrix.monitor.core.query.parse.Parser;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Runs a script: each evaluation as it stands, and one of an instant also tied to that instant at
 * others, printed and read again, and each as the middle of a range.
 */
public final class ScriptRunner {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Pattern ASKS_FOR_RANGE = Pattern.compile("(start|end|range|step)\\(\\)");

  private final ScriptSeries series = new ScriptSeries();
  private final ScriptEngine engine;
  private int evaluations;

  private ScriptRunner(Function<ScriptSeries, ScriptEngine> engines) {
    this.engine = engines.apply(series);
  }

  /** Returns how each evaluation of a script ended, by a name that tells them apart. */
  public static Map<String, Outcome> run(
      String script, Function<ScriptSeries, ScriptEngine> engines) {
    ScriptRunner runner = new ScriptRunner(engines);
    Map<String, Outcome> outcomes = new LinkedHashMap<>();
    for (Script.Step step : Script.parse(script).steps()) {
      if (step instanceof Script.Step.Clear) {
        runner.series.clear();
      } else if (step instanceof Script.Step.Load load) {
        runner.series.load(load);
      } else if (step instanceof Script.Step.Evaluate evaluate) {
        outcomes.put(evaluate.evaluation().toString(), runner.outcome(evaluate.evaluation()));
      }
    }
    return outcomes;
  }

  private Outcome outcome(Evaluation evaluation) {
    evaluations = 0;
    try {
      if (evaluation.range) {
        compareRange(evaluation);
      } else {
        compareInstant(evaluation);
      }
      return new Outcome.Passed(evaluations);
    } catch (Mismatch | QueryException e) {
      return new Outcome.Failed(String.valueOf(e.getMessage()));
    }
  }

  // ---- instants

  private void compareInstant(Evaluation evaluation) {
    long at = evaluation.fromMillis;
    if (evaluation.failure.isPresent()) {
      expectFailure(evaluation, () -> engine.at(evaluation.expression, Instant.ofEpochMilli(at)));
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
    Answer answer = engine.at(expression, instant);
    context(expression + " at " + at + " ms", () -> compare(evaluation, answer));
    if (annotated) {
      compareAnnotations(evaluation, answer);
    }
    boolean single =
        evaluation.ordered
            || evaluation.rangeVector.isPresent()
            || evaluation.string.isPresent()
            || ASKS_FOR_RANGE.matcher(expression).find();
    if (!single) {
      evaluations++;
      Answer range = engine.over(expression, instant.minus(MINUTE), instant.plus(MINUTE), MINUTE);
      List<SampleSeries> middle =
          range.series().stream()
              .map(found -> Sampled.at(found, at))
              .flatMap(Optional::stream)
              .toList();
      ValueType type = evaluation.scalar.isPresent() ? ValueType.SCALAR : ValueType.INSTANT_VECTOR;
      Answer value = new Answer(type, middle, "", List.of(), List.of());
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

  private void compare(Evaluation evaluation, Answer answer) {
    if (evaluation.scalar.isPresent()) {
      if (answer.type() != ValueType.SCALAR || answer.series().size() != 1) {
        throw new Mismatch("expected a scalar, got " + answer);
      }
      double actual = answer.series().get(0).samples().value(0);
      Sampled.expectEqual(evaluation.scalar.get(), actual, "scalar");
    } else if (evaluation.string.isPresent()) {
      boolean same =
          answer.type() == ValueType.STRING && answer.text().equals(evaluation.string.get());
      if (!same) {
        throw new Mismatch("expected string '" + evaluation.string.get() + "', got " + answer);
      }
    } else if (evaluation.rangeVector.isPresent()) {
      long[] times = evaluation.rangeVector.get();
      compareRangeVector(evaluation, answer, times[0], times[1], times[2]);
    } else {
      compareVector(evaluation, answer);
    }
  }

  private void compareVector(Evaluation evaluation, Answer answer) {
    if (answer.type() != ValueType.INSTANT_VECTOR) {
      throw new Mismatch("expected an instant vector, got " + answer);
    }
    Map<Labels, Point> expected = new LinkedHashMap<>();
    for (SeriesLine line : evaluation.series) {
      if (!(line.points().get(0) instanceof Point.Missing)) {
        expected.put(line.labels(), line.points().get(0));
      }
    }
    List<Labels> order = new ArrayList<>();
    for (SampleSeries found : answer.series()) {
      Point wanted = expected.get(found.labels());
      if (wanted == null) {
        throw new Mismatch("unexpected " + found.labels() + " " + found.samples());
      }
      if (order.contains(found.labels())) {
        throw new Mismatch("found twice: " + found.labels());
      }
      order.add(found.labels());
      Sampled.of(found, 0).expect(wanted, found.labels().toString());
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
      expectFailure(evaluation, () -> engine.over(evaluation.expression, from, to, step));
      return;
    }
    Answer answer = engine.over(evaluation.expression, from, to, step);
    compareRangeVector(
        evaluation, answer, evaluation.fromMillis, evaluation.toMillis, evaluation.stepMillis);
    compareAnnotations(evaluation, answer);
  }

  private static void compareRangeVector(
      Evaluation evaluation, Answer answer, long from, long to, long step) {
    if (answer.type() != ValueType.RANGE_VECTOR) {
      throw new Mismatch("expected a range vector, got " + answer);
    }
    Map<Labels, Map<Long, Point>> expected = new TreeMap<>();
    for (SeriesLine line : evaluation.series) {
      Map<Long, Point> samples = new TreeMap<>();
      for (int i = 0; i < line.points().size(); i++) {
        if (!(line.points().get(i) instanceof Point.Missing)) {
          if (from + i * step > to) {
            throw new Mismatch("script expects more points than there are steps");
          }
          samples.put(from + i * step, line.points().get(i));
        }
      }
      if (!samples.isEmpty()) {
        expected.put(line.labels(), samples);
      }
    }
    List<Labels> order = new ArrayList<>();
    for (SampleSeries series : answer.series()) {
      order.add(series.labels());
      Map<Long, Sampled> samples = new TreeMap<>();
      for (int i = 0; i < series.samples().size(); i++) {
        samples.put(series.samples().timestampMillis(i), Sampled.of(series, i));
      }
      Map<Long, Point> wanted = expected.get(series.labels());
      if (wanted == null || !wanted.keySet().equals(samples.keySet())) {
        throw new Mismatch("expected " + series.labels() + " " + wanted + ", got " + samples);
      }
      samples.forEach(
          (at, sample) ->
              sample.expect(
                  Objects.requireNonNull(wanted.get(at)), series.labels() + " at " + at + " ms"));
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
      if (!evaluation.failure.orElseThrow().fits(message)) {
        throw new Mismatch(
            "expected failure " + evaluation.failure.orElseThrow() + ", got " + message);
      }
      return;
    }
    throw new Mismatch("expected a failure");
  }

  private static void compareAnnotations(Evaluation evaluation, Answer answer) {
    compareAnnotations("warnings", evaluation.warnings, evaluation.noWarnings, answer.warnings());
    compareAnnotations("infos", evaluation.infos, evaluation.noInfos, answer.infos());
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
    boolean allFound = expected.stream().allMatch(message -> actual.stream().anyMatch(message::is));
    if (!allExpected || !allFound) {
      throw new Mismatch("expected " + kind + " " + expected + ", got " + actual);
    }
  }
}
