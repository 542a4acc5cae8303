package io.kaldrix.monitor.core.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.label.Matcher;
import io.kaldrix.monitor.api.query.Query;
import io.kaldrix.monitor.api.query.QueryException;
import io.kaldrix.monitor.api.series.MetricMetadata;
import io.kaldrix.monitor.api.series.Samples;
import io.kaldrix.monitor.api.series.Series;
import io.kaldrix.monitor.api.series.SeriesReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever is asked: an answer or a {@link QueryException}, and nothing else. */
class HostileExpressionsTest {

  private static final String ALPHABET =
      "ab_:019.eExX+-*/%^=!~<>(){}[],@'\"`\\# \n\tmshdwy\u00e9\ud800";
  private static final List<String> WORDS =
      List.of(
          "sum",
          "by",
          "(",
          ")",
          "{",
          "}",
          "[",
          "]",
          "a",
          "rate",
          "5m",
          "1",
          "\"x\"",
          ",",
          "+",
          "-",
          "^",
          "==",
          "bool",
          "on",
          "group_left",
          "offset",
          "@",
          ":",
          "and",
          "or",
          "=~",
          "=",
          "without",
          "inf",
          "nan",
          "0x",
          "time",
          "()",
          "topk",
          "label_replace",
          "start()",
          "step()",
          "fill",
          "anchored",
          "smoothed",
          "min_of",
          "info",
          "'");
  private static final Instant NOW = Instant.ofEpochSecond(1_000_000);

  private final QueryLimits limits =
      new QueryLimits(
          Duration.ofMinutes(5), Duration.ofMinutes(1), 5_000, 50, Duration.ofMillis(50));
  private final PromQlEngine engine =
      new PromQlEngine(new FewSeries(), limits, QueryDialect.PROMETHEUS_3.withExperimental());
  private int answered;
  private int refused;

  @Test
  void randomCharacters() {
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(30); length >= 0; length--) {
        text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
      }
      ask(text.toString());
    }
    assertThat(refused).isGreaterThan(5_000);
  }

  @Test
  void randomWords() {
    Random random = new Random(2);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(12); length >= 0; length--) {
        text.append(WORDS.get(random.nextInt(WORDS.size())))
            .append(random.nextBoolean() ? " " : "");
      }
      ask(text.toString());
    }
    assertThat(refused).isGreaterThan(5_000);
    assertThat(answered).isPositive();
  }

  @Test
  void rightExpressionsWithOneCharacterChanged() {
    Random random = new Random(3);
    RandomExpressions expressions = new RandomExpressions(random);
    for (int i = 0; i < 3_000; i++) {
      StringBuilder text = new StringBuilder(expressions.next());
      int at = random.nextInt(text.length());
      switch (random.nextInt(3)) {
        case 0 -> text.deleteCharAt(at);
        case 1 -> text.insert(at, ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        default -> text.setCharAt(at, ALPHABET.charAt(random.nextInt(ALPHABET.length())));
      }
      ask(text.toString());
    }
    assertThat(refused).isPositive();
    assertThat(answered).isPositive();
  }

  @Test
  void rightExpressions() {
    RandomExpressions expressions = new RandomExpressions(new Random(4));
    for (int i = 0; i < 3_000; i++) {
      ask(expressions.next());
    }
    assertThat(answered).isGreaterThan(300);
  }

  private void ask(String text) {
    try {
      Query query = engine.prepare(text);
      query.at(NOW);
      query.over(NOW, NOW.plusSeconds(120), Duration.ofMinutes(1));
      answered++;
    } catch (QueryException e) {
      assertThat(e.getMessage()).as(text).isNotBlank();
      refused++;
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError("'" + text + "' ended in " + e, e);
    }
  }

  /** Three series of three samples, whatever is asked for. */
  private static final class FewSeries implements SeriesReader {
    @Override
    public List<Series> select(List<Matcher> matchers, Instant from, Instant to) {
      long[] times = {to.toEpochMilli() - 2, to.toEpochMilli() - 1, to.toEpochMilli()};
      return List.of(
          new Series(
              Labels.of("__name__", "a", "x", "1"), Samples.of(times, new double[] {1, 2, 3})),
          new Series(
              Labels.of("__name__", "a", "x", "2"), Samples.of(times, new double[] {3, 2, 1})),
          new Series(
              Labels.of("__name__", "b_total", "x", "1", "le", "+Inf"),
              Samples.of(times, new double[] {0, Double.NaN, Double.POSITIVE_INFINITY})));
    }

    @Override
    public MetricMetadata metadata(String metricName) {
      return MetricMetadata.UNKNOWN;
    }
  }
}
