package io.kaldrix.monitor.core.alarm.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.kaldrix.monitor.api.rule.AlarmCriteria;
import io.kaldrix.monitor.api.rule.AlarmMetric;
import io.kaldrix.monitor.api.rule.AlarmThreshold;
import io.kaldrix.monitor.api.rule.ComparisonOperator;
import io.kaldrix.monitor.api.rule.EvaluationWindow;
import io.kaldrix.monitor.api.rule.LowSamples;
import io.kaldrix.monitor.api.rule.MetricQuery;
import io.kaldrix.monitor.api.rule.MissingData;
import io.kaldrix.monitor.api.rule.Statistic;
import io.kaldrix.monitor.core.alarm.Periods;
import io.kaldrix.monitor.core.alarm.band.Expectation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MathProgramTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** Datapoints as the rows write them: {@code 30 20 - 0}, from 2026-05-04T00:00Z, a Monday, on. */
  private static double[] evaluate(String expression, Map<String, String> metrics) {
    List<MetricQuery> queries = new ArrayList<>();
    metrics.keySet().stream().sorted().forEach(id -> queries.add(metric(id)));
    queries.add(MetricQuery.math("result", expression).watched());
    MathProgram program = MathProgram.of(criteria(queries));
    int count = metrics.values().stream().mapToInt(text -> text.split(" ").length).max().orElse(4);
    long end =
        Instant.parse("2026-05-04T00:00:00Z").plus(MINUTE.multipliedBy(count)).toEpochMilli();
    return program.evaluate(inputs(metrics), Periods.regular(count, MINUTE, end)).values();
  }

  private static AlarmCriteria.Datapoints criteria(List<MetricQuery> queries) {
    return new AlarmCriteria.Datapoints(
        queries,
        ComparisonOperator.GREATER_THAN,
        new AlarmThreshold.Fixed(0),
        1,
        1,
        MissingData.MISSING,
        LowSamples.EVALUATE,
        new EvaluationWindow.Sliding());
  }

  private static MetricQuery metric(String id) {
    return MetricQuery.metric(
        id, new AlarmMetric("Test", id, Map.of(), MINUTE, Statistic.SUM, Optional.empty()));
  }

  private static MathInputs inputs(Map<String, String> metrics) {
    return new MathInputs() {
      @Override
      public double[] datapoints(AlarmMetric metric, Periods periods) {
        return points(metrics.getOrDefault(metric.name(), ""));
      }

      @Override
      public Optional<Expectation> expectation(
          String key,
          Optional<AlarmMetric> metric,
          Function<Periods, double[]> past,
          Periods asked) {
        return Optional.empty();
      }
    };
  }

  private static double[] points(String text) {
    return Arrays.stream(text.split(" "))
        .mapToDouble(point -> point.equals("-") ? Double.NaN : Double.parseDouble(point))
        .toArray();
  }

  private static String shown(double[] values) {
    return Arrays.stream(values)
        .mapToObj(v -> Double.isNaN(v) ? "-" : v == Math.rint(v) ? Long.toString((long) v) : "" + v)
        .collect(Collectors.joining(" "));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      value = {
        "metric1 < metric2; 0 0 1 0",
        "metric1 >= 30; 1 0 0 0",
        "metric1 > 15 AND metric2 > 15; 1 0 0 0",
        "metric1 > 15 && metric2 > 15; 1 0 0 0",
        "metric1 > 25 OR metric2 > 15; 1 0 1 0",
        "metric1 + metric2; 50 20 20 0",
        "metric1 - metric2; 10 20 -20 0",
        "metric1 * metric2; 600 0 0 0",
        "metric2 / metric1; 0.6666666666666666 0 - -",
        "metric2 + 1; 21 - 21 -",
        "-metric1; -30 -20 0 0",
        "2 ^ 3 ^ 2 + 0 * metric1; 512 512 512 512",
        "-2 ^ 2 + 0 * metric1; -4 -4 -4 -4",
        "(1 + 2) * 3 + 0 * metric1; 9 9 9 9",
        "metric1 == 0; 0 0 1 1",
        "metric1 != 0 || 0; 1 1 0 0",
      })
  void operators(String expression, String expected) {
    assertThat(shown(evaluate(expression, Map.of("metric1", "30 20 0 0", "metric2", "20 - 20 -"))))
        .isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      value = {
        "IF(metric1, metric2, metric3); 30 0 20 - -",
        "IF(metric1, 5, metric3); 5 5 20 - -",
        "IF(metric1, metric2, 5); 30 0 5 5 -",
        "IF(metric1, metric2); 30 - - - -",
        "IF(1 > 2, metric2, metric3); 0 0 20 - 20",
        "IF(metric1 == 0, 7, 3); 3 3 7 7 -",
      })
  void conditions(String expression, String expected) {
    Map<String, String> metrics =
        Map.of("metric1", "1 1 0 0 -", "metric2", "30 - 0 0 30", "metric3", "0 0 20 - 20");
    assertThat(shown(evaluate(expression, metrics))).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      value = {
        "ABS(a - 5); 4 1 - 5",
        "CEIL(a / 4); 1 1 - 3",
        "FLOOR(a / 4); 0 1 - 2",
        "LOG10(a * 10 ^ 2 - a * 99 + 9); 1 1.1139433523068367 - 1.2787536009528289",
        "LOG(b - 1); - 0 0.6931471805599453 1.0986122886681098",
        "DIFF(a); - 3 - 6",
        "DIFF_TIME(a); - 60 - 120",
        "RATE(a); - 0.05 - 0.05",
        "RUNNING_SUM(a); 1 5 - 15",
        "AVG([a, b]); 1 3 3 7",
        "MIN([a, b]); 1 2 3 4",
        "MAX([a, b]); 1 4 3 10",
        "SUM([a, b]); 2 6 3 14",
        "STDDEV([a, b]); 0 1 0 3",
        "DATAPOINT_COUNT([a, b]); 2 2 1 2",
        "TIME_SERIES(AVG(a)); 5 5 5 5",
        "TIME_SERIES(DATAPOINT_COUNT(a)); 3 3 3 3",
        "TIME_SERIES(METRIC_COUNT(METRICS())); 2 2 2 2",
        "TIME_SERIES(METRIC_COUNT(METRICS('a'))); 1 1 1 1",
        "SUM(METRICS()); 2 6 3 14",
        "FIRST(METRICS()); 1 4 - 10",
        "LAST(METRICS()); 1 2 3 4",
        "FIRST(SLICE([a, b], 1)); 1 2 3 4",
        "FIRST(SLICE([a, b], 0, 1)); 1 4 - 10",
        "FIRST(SORT([b, a], SUM, DESC)); 1 4 - 10",
        "FIRST(SORT([b, a], SUM, ASC, 1)); 1 2 3 4",
        "LAST(SORT(REMOVE_EMPTY([a, a / 0]), MAX, ASC)); 1 4 - 10",
        "FILL(a, 0); 1 4 0 10",
        "FILL(a, REPEAT); 1 4 4 10",
        "FILL(a, LINEAR); 1 4 7 10",
        "FILL(a, b); 1 4 3 10",
        "SUM(FILL([a, b], 100)); 2 6 103 14",
        "a * PERIOD(a); 60 240 - 600",
        "MINUTE(a); 0 1 2 3",
        "HOUR(a); 0 0 0 0",
        "DAY(a); 1 1 1 1",
        "DATE(a); 4 4 4 4",
        "MONTH(a); 5 5 5 5",
        "YEAR(a); 2026 2026 2026 2026",
        "EPOCH(a) - 1777852800; 0 60 120 180",
        "IF(DAY(a) < 6, a); 1 4 - 10",
        "FIRST(-[a, b]); -1 -4 - -10",
        "FIRST([a, b] * b); 1 8 0 40",
      })
  void functions(String expression, String expected) {
    assertThat(shown(evaluate(expression, Map.of("a", "1 4 - 10", "b", "1 2 3 4"))))
        .isEqualTo(expected);
  }

  @Test
  void expressionsMayUseOneAnother() {
    MathProgram program =
        MathProgram.of(
            criteria(
                List.of(
                    MetricQuery.math("ratio", "100 * errors / all").watched(),
                    MetricQuery.math("all", "errors + hits"),
                    metric("errors"),
                    metric("hits"))));
    double[] values =
        program
            .evaluate(inputs(Map.of("errors", "1 0", "hits", "3 0")), Periods.regular(2, MINUTE, 0))
            .values();
    assertThat(shown(values)).isEqualTo("25 -");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      value = {
        "a +; character 4: unexpected the end, expected a number, an id, a function, '(' or '['",
        "a b; character 3: unexpected 'b', expected an operator or the end",
        "(a; character 3: unexpected the end, expected ')'",
        "a # b; character 3: unexpected character '#'",
        "AVGG([a]); there is no function 'AVGG', did you mean 'AVG'?",
        "avg(a); there is no function 'avg'",
        "SUM([a], 1); SUM does not take (an array of time series, a number)",
        "FILL(a, TWICE); is neither an id",
        "FILL(a, ASC); must be FILL(",
        "[a] + [b]; two arrays",
        "missing + 1; there is no metric 'missing', there are a, b, result",
        "result + 1; is calculated from itself",
        "SUM(a); is a number, must be one time series; TIME_SERIES() makes one",
        "[a, b]; is an array of time series, must be one time series",
        "[a, 1]; an array holds a number",
        "SEARCH('x', 'Sum', 60); SEARCH is not allowed in alarms",
        "INSIGHT_RULE_METRIC('x', 'y'); has no source here",
        "SERVICE_QUOTA(a); has no source here",
        "a + 'text'; has a text as operand",
        "METRICS('a; a text begins that does not end",
        "1e + a; the number's exponent has no digits",
      })
  void aWrongExpressionIsRefusedWithItsPlace(String expression, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> evaluate(expression, Map.of("a", "1", "b", "2")))
        .withMessageContaining(message);
  }

  @Test
  void whatNestsTooDeepIsRefusedRatherThanOverflowing() {
    for (String deep :
        List.of(
            "(".repeat(1_000) + "a",
            "-".repeat(1_000) + "a",
            "2^".repeat(1_000) + "a",
            "1+".repeat(1_000) + "a",
            "ABS(".repeat(500) + "a" + ")".repeat(500),
            "[".repeat(1_000))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> evaluate(deep, Map.of("a", "1")))
          .withMessageMatching("(?s).*(nested deeper|in a row|more than 2048).*");
    }
  }

  @Test
  void noTextMakesTheParserFailOtherwise() {
    Random random = new Random(11);
    String[] words = {
      "a",
      "b",
      "1",
      "2.5",
      "(",
      ")",
      "[",
      "]",
      ",",
      "+",
      "-",
      "*",
      "/",
      "^",
      "<",
      "AND",
      "OR",
      "SUM",
      "IF(",
      "FILL(",
      "AVG(",
      "REPEAT",
      "'x'",
      "METRICS(",
      " ",
      "é",
      "\"",
      "==",
      "SORT("
    };
    for (int run = 0; run < 20_000; run++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(12); i >= 0; i--) {
        text.append(words[random.nextInt(words.length)]).append(random.nextBoolean() ? " " : "");
      }
      try {
        assertThat(evaluate(text.toString(), Map.of("a", "1 -", "b", "2 3"))).hasSize(2);
      } catch (IllegalArgumentException refused) {
        assertThat(refused).hasMessageContaining("'result'");
      }
    }
  }
}
