package io.kaldrix.monitor.plugin.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.label.Matcher;
import io.kaldrix.monitor.api.label.Matcher.Operator;
import io.kaldrix.monitor.api.series.MetricMetadata;
import io.kaldrix.monitor.api.series.MetricType;
import io.kaldrix.monitor.api.series.Sample;
import io.kaldrix.monitor.api.series.Samples;
import io.kaldrix.monitor.api.series.Series;
import io.kaldrix.monitor.api.series.SeriesAppender;
import io.kaldrix.monitor.api.series.SeriesHandle;
import io.kaldrix.monitor.api.series.SeriesReader;
import io.kaldrix.monitor.api.series.StaleMarker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/**
 * What every series store promises to those who append and those who read. Implement it in a test
 * class.
 *
 * @param <S> the store, which is both doors at once
 */
public interface SeriesStoreContract<S extends SeriesReader & SeriesAppender> {

  /** Returns a new store with room for 30,000 samples of 100 series, and for 10 minutes. */
  S emptyStore();

  /** Returns the time of the first sample; all are of the 10 minutes from then on. */
  default Instant start() {
    return Examples.START;
  }

  /** Returns how long the kit waits before it calls something hung. */
  default Duration patience() {
    return Duration.ofSeconds(20);
  }

  @Test
  default void readsWhatWasAppended() {
    S store = emptyStore();
    SeriesHandle handle = store.open(Labels.of("__name__", "up", "job", "api"));
    assertThatObject(handle.labels()).isEqualTo(Labels.of("__name__", "up", "job", "api"));
    assertThat(handle.append(millis(0), 1)).isTrue();
    assertThat(handle.append(millis(10), 0.5)).isTrue();
    assertThat(store.append(Labels.of("__name__", "up", "job", "api"), at(20), -3)).isTrue();
    assertThat(all(store, "up"))
        .containsExactly(
            new Series(
                Labels.of("__name__", "up", "job", "api"),
                Samples.of(
                    new long[] {millis(0), millis(10), millis(20)}, new double[] {1, 0.5, -3})));
  }

  @Test
  default void anEmptyStoreHasNoSeries() {
    assertThat(all(emptyStore(), "up")).isEmpty();
  }

  @Test
  default void returnsSeriesInOrderOfLabels() {
    S store = emptyStore();
    for (String job : List.of("web", "api", "db", "")) {
      store.append(Labels.of("__name__", "up", "job", job), at(0), 1);
    }
    assertThat(all(store, "up"))
        .extracting(series -> series.labels().value("job"))
        .containsExactly("", "api", "db", "web");
  }

  @Test
  default void selectsByEveryMatcher() {
    S store = emptyStore();
    for (String job : List.of("api", "api-2", "web", "")) {
      store.append(Labels.of("__name__", "up", "job", job), at(0), 1);
    }
    store.append(Labels.of("__name__", "down", "job", "api"), at(0), 1);
    assertThat(jobs(store, Operator.EQUAL, "api")).containsExactly("api");
    assertThat(jobs(store, Operator.NOT_EQUAL, "api")).containsExactly("", "api-2", "web");
    assertThat(jobs(store, Operator.MATCHES, "api.*")).containsExactly("api", "api-2");
    assertThat(jobs(store, Operator.MATCHES, "api|web")).containsExactly("api", "web");
    assertThat(jobs(store, Operator.NOT_MATCHES, "api.*")).containsExactly("", "web");
  }

  @Test
  default void aLabelThatIsLackingHasTheEmptyValue() {
    S store = emptyStore();
    store.append(Labels.of("__name__", "up", "job", "api"), at(0), 1);
    store.append(Labels.of("__name__", "up"), at(0), 1);
    assertThat(jobs(store, Operator.EQUAL, "")).containsExactly("");
    assertThat(jobs(store, Operator.NOT_EQUAL, "")).containsExactly("api");
    assertThat(jobs(store, Operator.MATCHES, "")).containsExactly("");
    assertThat(jobs(store, Operator.MATCHES, "|api")).containsExactly("", "api");
    assertThat(jobs(store, Operator.NOT_MATCHES, ".+")).containsExactly("");
    assertThat(jobs(store, Operator.MATCHES, ".*")).containsExactly("", "api");
  }

  @Test
  default void aRegularExpressionMustMatchTheWholeValue() {
    S store = emptyStore();
    store.append(Labels.of("__name__", "up", "job", "api-2"), at(0), 1);
    assertThat(jobs(store, Operator.MATCHES, "api")).isEmpty();
    assertThat(jobs(store, Operator.MATCHES, "api|x")).isEmpty();
    assertThat(jobs(store, Operator.NOT_MATCHES, "pi")).containsExactly("api-2");
  }

  @Test
  default void refusesMatchersThatWouldSelectEverything() {
    S store = emptyStore();
    for (List<Matcher> tooMuch :
        List.of(
            List.<Matcher>of(),
            List.of(Matcher.equal("job", "")),
            List.of(new Matcher("job", Operator.NOT_EQUAL, "api")),
            List.of(new Matcher("job", Operator.MATCHES, ".*")),
            List.of(new Matcher("job", Operator.NOT_MATCHES, "api")))) {
      assertThatThrownBy(() -> store.select(tooMuch, at(0), at(600)))
          .as("matchers %s", tooMuch)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  default void refusesAWrongRegularExpression() {
    S store = emptyStore();
    store.append(Labels.of("__name__", "up", "job", "api"), at(0), 1);
    assertThatThrownBy(() -> jobs(store, Operator.MATCHES, "(api"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  default void bothEndsBelongToTheWindow() {
    S store = emptyStore();
    SeriesHandle handle = store.open(Labels.of("__name__", "up"));
    for (int second = 0; second <= 50; second += 10) {
      handle.append(millis(second), second);
    }
    assertThat(values(store.select(up(), at(10), at(30)))).containsExactly(10.0, 20.0, 30.0);
    assertThat(values(store.select(up(), at(20), at(20)))).containsExactly(20.0);
    assertThat(values(store.select(up(), at(10).plusMillis(1), at(30).minusMillis(1))))
        .containsExactly(20.0);
  }

  @Test
  default void aSeriesWithoutASampleInTheWindowIsLeftOut() {
    S store = emptyStore();
    store.append(Labels.of("__name__", "up", "job", "early"), at(0), 1);
    store.append(Labels.of("__name__", "up", "job", "late"), at(100), 1);
    assertThat(store.select(up(), at(50), at(150)))
        .extracting(series -> series.labels().value("job"))
        .containsExactly("late");
    assertThat(store.select(up(), at(1), at(99))).isEmpty();
  }

  @Test
  default void aStaleMarkerIsASample() {
    S store = emptyStore();
    SeriesHandle handle = store.open(Labels.of("__name__", "up"));
    handle.append(millis(0), 1);
    handle.append(millis(10), StaleMarker.VALUE);
    Samples samples = all(store, "up").get(0).samples();
    assertThat(samples.size()).isEqualTo(2);
    assertThat(samples.get(1).isStale()).isTrue();
    assertThat(samples.get(0).isStale()).isFalse();
  }

  @Test
  default void aSeriesThatEndedMayBeginAgain() {
    S store = emptyStore();
    store.append(Labels.of("__name__", "up"), at(0), 1);
    store.append(Labels.of("__name__", "up"), at(10), StaleMarker.VALUE);
    assertThat(store.append(Labels.of("__name__", "up"), at(20), 2)).isTrue();
    assertThat(all(store, "up"))
        .singleElement()
        .satisfies(series -> assertThat(series.samples().size()).isEqualTo(3));
  }

  @Test
  default void keepsEveryValueBitForBit() {
    double[] values = {
      Double.NaN,
      Double.longBitsToDouble(0x7ff8_0000_0000_0123L),
      Double.longBitsToDouble(0xfff8_0000_0000_0001L),
      StaleMarker.VALUE,
      -0.0,
      0.0,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY,
      Double.MIN_VALUE,
      Double.MAX_VALUE,
      0.1 + 0.2
    };
    S store = emptyStore();
    SeriesHandle handle = store.open(Labels.of("__name__", "up"));
    for (int i = 0; i < values.length; i++) {
      handle.append(millis(i), values[i]);
    }
    Samples samples = all(store, "up").get(0).samples();
    assertThat(samples.size()).isEqualTo(values.length);
    for (int i = 0; i < values.length; i++) {
      assertThat(Double.doubleToRawLongBits(samples.value(i)))
          .as("bits of %s", values[i])
          .isEqualTo(Double.doubleToRawLongBits(values[i]));
    }
  }

  @Test
  default void dropsASecondSampleOfTheSameTime() {
    S store = emptyStore();
    SeriesHandle handle = store.open(Labels.of("__name__", "up"));
    assertThat(handle.append(millis(0), 1)).isTrue();
    assertThat(handle.append(millis(0), 2)).isFalse();
    assertThat(values(all(store, "up"))).containsExactly(1.0);
  }

  @Test
  default void samplesAscendWhateverIsAppended() {
    S store = emptyStore();
    SeriesHandle handle = store.open(Labels.of("__name__", "up"));
    for (int second : new int[] {0, 20, 10, 20, 30, 5, 40}) {
      handle.append(millis(second), second);
    }
    assertThat(values(all(store, "up")))
        .contains(0.0, 20.0, 30.0, 40.0)
        .doesNotHaveDuplicates()
        .isSorted();
  }

  @Test
  default void whatWasReturnedDoesNotChange() {
    S store = emptyStore();
    SeriesHandle handle = store.open(Labels.of("__name__", "up"));
    for (int second = 0; second < 100; second++) {
      handle.append(millis(second), second);
    }
    List<Series> returned = all(store, "up");
    List<Sample> before = returned.get(0).samples().asList();
    for (int second = 100; second < 500; second++) {
      handle.append(millis(second), second);
    }
    store.append(Labels.of("__name__", "up", "job", "new"), at(500), 1);
    assertThat(returned).hasSize(1);
    assertThat(returned.get(0).samples().asList()).isEqualTo(before);
  }

  @Test
  default void readersSeeAscendingSamplesWhileOthersAppend() throws Exception {
    S store = emptyStore();
    int count = 20_000;
    AtomicBoolean over = new AtomicBoolean();
    Together.run(
        2,
        patience(),
        thread -> {
          if (thread == 0) {
            try {
              SeriesHandle handle = store.open(Labels.of("__name__", "up"));
              for (int i = 0; i < count; i++) {
                handle.append(millis(0) + i, i);
              }
            } finally {
              over.set(true);
            }
          } else {
            int seen = 0;
            while (!over.get()) {
              seen = assertConsistent(all(store, "up"), seen);
            }
          }
        });
    assertThat(assertConsistent(all(store, "up"), 0)).isEqualTo(count);
  }

  @Test
  default void labelsOpenedByTwoThreadsAreOneSeries() throws Exception {
    S store = emptyStore();
    ConcurrentLinkedQueue<SeriesHandle> handles = new ConcurrentLinkedQueue<>();
    Together.run(
        2,
        patience(),
        thread -> {
          for (int i = 0; i < 100; i++) {
            handles.add(store.open(Labels.of("__name__", "up", "shard", "" + i)));
          }
        });
    long tick = millis(0);
    for (SeriesHandle handle : handles) {
      handle.append(tick++, 1);
    }
    assertThat(all(store, "up"))
        .hasSize(100)
        .allSatisfy(series -> assertThat(series.samples().size()).isEqualTo(2));
  }

  @Test
  default void theLatestDescriptionOfAMetricCounts() {
    S store = emptyStore();
    assertThat(store.metadata("up")).isEqualTo(MetricMetadata.UNKNOWN);
    store.describe("up", new MetricMetadata(MetricType.COUNTER, "", "wrong"));
    store.describe("up", new MetricMetadata(MetricType.GAUGE, "seconds", "right"));
    assertThat(store.metadata("up"))
        .isEqualTo(new MetricMetadata(MetricType.GAUGE, "seconds", "right"));
  }

  private Instant at(int second) {
    return start().plusSeconds(second);
  }

  private long millis(int second) {
    return at(second).toEpochMilli();
  }

  private List<Series> all(S store, String metric) {
    return store.select(List.of(Matcher.metric(metric)), at(0), at(600));
  }

  private List<String> jobs(S store, Operator operator, String value) {
    List<Matcher> matchers = List.of(Matcher.metric("up"), new Matcher("job", operator, value));
    return store.select(matchers, at(0), at(600)).stream()
        .map(series -> series.labels().value("job"))
        .toList();
  }

  private static List<Matcher> up() {
    return List.of(Matcher.metric("up"));
  }

  private static List<Double> values(List<Series> series) {
    assertThat(series).hasSize(1);
    return series.get(0).samples().asList().stream().map(Sample::value).toList();
  }

  /** Returns how many samples there are, no fewer than {@code atLeast}. */
  private int assertConsistent(List<Series> read, int atLeast) {
    if (read.isEmpty()) {
      assertThat(atLeast).as("samples seen before").isZero();
      return 0;
    }
    Samples samples = read.get(0).samples();
    assertThat(samples.size()).as("samples seen").isGreaterThanOrEqualTo(atLeast);
    for (int i = 0; i < samples.size(); i++) {
      if (samples.timestampMillis(i) != millis(0) + i || samples.value(i) != i) {
        throw new AssertionError("sample " + i + " is " + samples.get(i));
      }
    }
    return samples.size();
  }
}
