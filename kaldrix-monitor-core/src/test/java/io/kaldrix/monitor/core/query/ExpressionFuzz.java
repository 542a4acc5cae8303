package io.kaldrix.monitor.core.query;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.label.Matcher;
import io.kaldrix.monitor.api.query.Query;
import io.kaldrix.monitor.api.query.QueryException;
import io.kaldrix.monitor.api.series.MetricMetadata;
import io.kaldrix.monitor.api.series.Samples;
import io.kaldrix.monitor.api.series.Series;
import io.kaldrix.monitor.api.series.SeriesReader;
import io.kaldrix.monitor.core.fuzz.FuzzTarget;
import io.kaldrix.monitor.core.query.ast.Aggregator;
import io.kaldrix.monitor.core.query.ast.BinaryOperator;
import io.kaldrix.monitor.core.query.ast.Expression;
import io.kaldrix.monitor.core.query.eval.Functions;
import io.kaldrix.monitor.core.query.parse.Parser;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/** Expressions: parsed, printed and parsed again, and evaluated over a few series. */
public final class ExpressionFuzz {

  private static final Instant NOW = Instant.ofEpochSecond(1_000_000);
  private static final List<String> PIECES =
      List.of(
          "(",
          ")",
          "{",
          "}",
          "[",
          "]",
          ",",
          ":",
          "5m",
          "1h30m",
          "0x1f",
          "1e300",
          "Inf",
          "NaN",
          "\"x\"",
          "'",
          "`",
          "\\u00e9",
          "\\xff",
          "# c\n",
          " by ",
          " without ",
          " on",
          " ignoring",
          " group_left",
          " group_right",
          " bool ",
          " offset ",
          " @ ",
          "start()",
          "end()",
          "step()",
          "range()",
          " fill",
          " fill_left(",
          " anchored",
          " smoothed",
          "=~",
          "!~",
          "!=",
          "__name__",
          "a",
          "b_total",
          "-",
          "+",
          "^",
          "\u00e9",
          "\u0000");

  private ExpressionFuzz() {}

  /** Returns how expressions are tried. */
  public static List<FuzzTarget> targets() {
    RandomExpressions expressions = new RandomExpressions(new Random(1));
    List<String> parsed = new ArrayList<>();
    List<String> evaluated = new ArrayList<>();
    PromQlEngine engine =
        new PromQlEngine(
            new FewSeries(),
            new QueryLimits(
                Duration.ofMinutes(5), Duration.ofMinutes(1), 5_000, 250, Duration.ofMillis(50)),
            QueryDialect.PROMETHEUS_3.withExperimental());
    while (parsed.size() < 300 || evaluated.size() < 300) {
      String expression = expressions.next();
      if (parse(expression).isEmpty()) {
        parsed.add(expression);
      }
      if (evaluate(engine, expression).isEmpty()) {
        evaluated.add(expression);
      }
    }
    TreeSet<String> words = new TreeSet<>(PIECES);
    Functions.signatures().keySet().forEach(name -> words.add(name + "("));
    Arrays.stream(Aggregator.values()).forEach(one -> words.add(one.label() + "("));
    Arrays.stream(BinaryOperator.values()).forEach(one -> words.add(" " + one.symbol() + " "));
    return List.of(
        FuzzTarget.ofText("promql", parsed, List.copyOf(words), ExpressionFuzz::parse),
        FuzzTarget.ofText(
            "promql-answer",
            evaluated,
            List.copyOf(words),
            expression -> evaluate(engine, expression)));
  }

  private static String parse(String text) {
    Expression tree;
    try {
      tree = Parser.parse(text, Functions.signatures(), QueryLimits.DEFAULT.maxDepth());
    } catch (QueryException e) {
      return String.valueOf(e.getMessage());
    }
    String printed = tree.text();
    Expression again;
    try {
      again = Parser.parse(printed, Functions.signatures(), QueryLimits.DEFAULT.maxDepth());
    } catch (QueryException e) {
      throw new AssertionError("printed as '" + printed + "', which is refused", e);
    }
    String twice = again.text();
    if (!twice.equals(printed)) {
      throw new AssertionError("printed as '" + printed + "' and then as '" + twice + "'");
    }
    return "";
  }

  private static String evaluate(PromQlEngine engine, String text) {
    try {
      Query query = engine.prepare(text);
      query.at(NOW);
      query.over(NOW, NOW.plusSeconds(120), Duration.ofMinutes(1));
      return "";
    } catch (QueryException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** Three series of three samples, whatever is asked for. */
  private static final class FewSeries implements SeriesReader {
    @Override
    public List<Series> select(List<Matcher> matchers, Instant from, Instant to) {
      long end = to.toEpochMilli();
      long[] times = {end - 2, end - 1, end};
      double[] odd = {0, Double.NaN, Double.POSITIVE_INFINITY};
      return List.of(
          new Series(
              Labels.of("__name__", "a", "x", "1"), Samples.of(times, new double[] {1, 2, 3})),
          new Series(
              Labels.of("__name__", "a", "x", "2"), Samples.of(times, new double[] {3, 2, 1})),
          new Series(
              Labels.of("__name__", "b_total", "x", "1", "le", "+Inf"), Samples.of(times, odd)));
    }

    @Override
    public MetricMetadata metadata(String metricName) {
      return MetricMetadata.UNKNOWN;
    }
  }
}
