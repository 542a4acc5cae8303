package io.kaldrix.monitor.core.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.label.Matcher;
import io.kaldrix.monitor.api.label.Matcher.Operator;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeriesIndexTest {

  private static final String[] METRICS = {"up", "requests_total", "latency_seconds", ""};
  private static final String[] NAMES = {"job", "path", "Zone", "instance"};
  private static final List<Operator> OPERATORS = List.of(Operator.values());
  private static final String[] PATTERNS = {
    "", ".*", ".+", "v1", "v1|v2", "v1.*", "|v3", "v[0-4]", "nothing", "(?i)V2"
  };

  @Test
  void selectsWhatALookThroughAllSeriesWouldSelectInOrderOfLabels() {
    Random random = new Random(20_261_121);
    for (int round = 0; round < 40; round++) {
      SeriesIndex index = new SeriesIndex();
      Set<Labels> present = new LinkedHashSet<>();
      int cardinality = 1 + random.nextInt(60);
      for (int step = 0; step < 12; step++) {
        for (int i = random.nextInt(120); i > 0; i--) {
          Labels labels = labels(random, cardinality);
          if (present.add(labels)) {
            index.add(labels, present.size()).hold();
          }
        }
        for (Labels labels : List.copyOf(present)) {
          if (random.nextInt(5) == 0) {
            present.remove(labels);
            forget(index, labels);
          }
        }
        for (int i = 0; i < 20; i++) {
          List<Matcher> matchers = matchers(random, cardinality);
          CompiledMatchers compiled = CompiledMatchers.of(matchers);
          List<Labels> expected =
              present.stream().filter(labels -> accept(matchers, labels)).sorted().toList();
          assertThat(index.select(compiled).stream().map(SeriesEntry::labels).toList())
              .as("round %s, matchers %s", round, matchers)
              .isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void theEpochChangesWithTheSeriesOfItsMetricOnlyAndNeverComesAgain() {
    SeriesIndex index = new SeriesIndex();
    Set<Long> seen = new LinkedHashSet<>();
    assertThat(index.epoch("up")).isZero();
    seen.add(index.epoch("up"));
    for (int i = 0; i < 5; i++) {
      Labels labels = Labels.of("__name__", "up", "n", "" + i);
      index.add(labels, 1).hold();
      assertThat(seen.add(index.epoch("up"))).isTrue();
      long before = index.epoch("up");
      index.add(Labels.of("__name__", "other", "n", "" + i), 2).hold();
      assertThat(index.epoch("up")).isEqualTo(before);
      assertThat(index.epoch()).isGreaterThan(before);
    }
    for (int i = 0; i < 5; i++) {
      forget(index, Labels.of("__name__", "up", "n", "" + i));
    }
    assertThat(index.epoch("up")).isZero();
    index.add(Labels.of("__name__", "up", "n", "0"), 1).hold();
    assertThat(seen.add(index.epoch("up"))).isTrue();
  }

  @Test
  void labelTextsAreKeptOnceAndForgottenWithTheirLastSeries() {
    LabelPool pool = new LabelPool();
    Labels some = pool.share(Labels.of("__name__", text("up"), "job", text("api")));
    Labels others = pool.share(Labels.of("__name__", text("up"), "job", text("web")));
    assertThat(some.metricName()).isSameAs(others.metricName());
    assertThat(pool.size()).isEqualTo(5);
    assertThat(pool.bytes()).isPositive();
    pool.giveBack(some);
    assertThat(pool.size()).isEqualTo(4);
    pool.giveBack(others);
    assertThat(pool.size()).isZero();
    assertThat(pool.bytes()).isZero();
  }

  private static String text(String text) {
    return String.valueOf(text.toCharArray()); // not the same object as any other
  }

  private static void forget(SeriesIndex index, Labels labels) {
    SeriesEntry entry = index.find(labels);
    assertThat(entry).as("entry of %s", labels).isNotNull();
    if (entry != null && entry.letGo()) {
      index.retire(entry, 0);
      index.forgetRetiredBefore(1, gone -> assertThat(gone).isSameAs(entry));
    }
  }

  private static Labels labels(Random random, int cardinality) {
    Labels.Builder labels = Labels.builder().metricName(METRICS[random.nextInt(METRICS.length)]);
    for (String name : NAMES) {
      if (random.nextInt(4) > 0) {
        labels.set(name, "v" + random.nextInt(cardinality));
      }
    }
    return labels.build();
  }

  private static List<Matcher> matchers(Random random, int cardinality) {
    List<Matcher> matchers = new ArrayList<>();
    matchers.add(
        random.nextBoolean()
            ? Matcher.metric(METRICS[random.nextInt(3)])
            : new Matcher("__name__", Operator.MATCHES, ".*_.*|u."));
    for (int i = random.nextInt(4); i > 0; i--) {
      String name = NAMES[random.nextInt(NAMES.length)];
      Operator operator = OPERATORS.get(random.nextInt(OPERATORS.size()));
      String value =
          operator.isRegularExpression()
              ? PATTERNS[random.nextInt(PATTERNS.length)]
              : random.nextInt(5) == 0 ? "" : "v" + random.nextInt(cardinality);
      matchers.add(new Matcher(name, operator, value));
    }
    return matchers;
  }

  private static boolean accept(List<Matcher> matchers, Labels labels) {
    return matchers.stream()
        .allMatch(
            matcher -> {
              String value = labels.value(matcher.name());
              return switch (matcher.operator()) {
                case EQUAL -> value.equals(matcher.value());
                case NOT_EQUAL -> !value.equals(matcher.value());
                case MATCHES -> value.matches("(?s:" + matcher.value() + ")");
                case NOT_MATCHES -> !value.matches("(?s:" + matcher.value() + ")");
              };
            });
  }
}
