package io.kaldrix.monitor.core.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.label.Matcher;
import io.kaldrix.monitor.api.series.Samples;
import io.kaldrix.monitor.api.series.Series;
import io.kaldrix.monitor.api.series.SeriesHandle;
import io.kaldrix.monitor.api.series.StaleMarker;
import io.kaldrix.monitor.plugin.testkit.SeriesStoreContract;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class InMemorySeriesStoreTest implements SeriesStoreContract<InMemorySeriesStore> {

  private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

  @Override
  public InMemorySeriesStore emptyStore() {
    return new InMemorySeriesStore(SeriesLimits.DEFAULTS);
  }

  @Test
  void forgetsSamplesOlderThanTheRetention() {
    InMemorySeriesStore store = store(Duration.ofMinutes(1), 1 << 20, 10);
    SeriesHandle handle = store.open(up("a"));
    for (int second = 0; second <= 120; second += 10) {
      handle.append(at(second).toEpochMilli(), second);
    }
    assertThat(samples(store).asList())
        .extracting(sample -> sample.value())
        .containsExactly(60.0, 70.0, 80.0, 90.0, 100.0, 110.0, 120.0);
  }

  @Test
  void staysWithinItsBytesByForgettingTheOldest() {
    InMemorySeriesStore store = store(Duration.ofDays(1), 1 << 20, 2_000);
    SeriesHandle[] handles = new SeriesHandle[1_000];
    for (int i = 0; i < handles.length; i++) {
      handles[i] = store.open(up("job-" + i));
    }
    for (int second = 0; second < 1_000; second++) {
      for (SeriesHandle handle : handles) {
        handle.append(at(second).toEpochMilli(), second);
      }
      assertThat(store.figures().bytes()).isLessThanOrEqualTo(1 << 20);
    }
    Samples kept =
        store.select(List.of(Matcher.equal("job", "job-0")), T0, at(9_999)).get(0).samples();
    assertThat(kept.size()).isGreaterThan(50);
    assertThat(kept.value(kept.size() - 1)).isEqualTo(999.0);
  }

  @Test
  void refusesSeriesOverTheLimitOfTheirMetricAndSaysHowMany() {
    InMemorySeriesStore store = store(Duration.ofHours(1), 1 << 20, 2);
    assertThat(store.open(up("a")).append(0, 1)).isTrue();
    assertThat(store.open(up("b")).append(0, 1)).isTrue();
    assertThat(store.open(up("c")).append(0, 1)).isFalse();
    assertThat(store.open(Labels.of("__name__", "other")).append(0, 1)).isTrue();
    assertThat(store.figures().refusedSeries()).containsEntry("up", 1L).hasSize(1);
    assertThat(store.figures().droppedSamples(StoreFigures.Reason.LIMIT)).isEqualTo(1);
    assertThat(store.figures().series()).isEqualTo(3);
  }

  @Test
  void reportsWhichMetricHasTooManySeriesAndWhichLabelMakesThem() {
    InMemorySeriesStore store = store(Duration.ofHours(1), 1 << 20, 100);
    for (int i = 0; i < 130; i++) {
      store.append(Labels.of("__name__", "logins", "user", "u" + i, "zone", "z" + i % 3), at(0), 1);
    }
    for (int i = 0; i < 7; i++) {
      store.append(up("job-" + i), at(0), 1);
    }
    CardinalityReport report = store.cardinality(10);
    assertThat(report.series()).isEqualTo(107);
    assertThat(report.limit()).isEqualTo(100);
    assertThat(report.metrics())
        .extracting(CardinalityReport.Metric::toString)
        .containsExactly(
            "logins: 100 series, label 'user' has 100 values such as 'u99', 30 times one was"
                + " refused, first logins{user=\"u100\", zone=\"z1\"}",
            "up: 7 series, label 'job' has 7 values such as 'job-6'");
    assertThat(store.cardinality(1).metrics()).hasSize(1);
    assertThat(store.indexBytes()).isBetween(107 * 100L, 107 * 1_000L);
  }

  @Test
  void refusesSeriesRatherThanHistoryWhenItIsFull() {
    InMemorySeriesStore store = store(Duration.ofHours(1), 1 << 20, 1_000_000);
    int accepted = 0;
    while (store.open(up("job-" + accepted)).append(0, 1)) {
      accepted++;
    }
    assertThat(accepted).isBetween(1_000, 10_000);
    assertThat(store.figures().refusedSeries()).containsEntry("up", 1L);
  }

  @Test
  void forgetsASeriesThatHasEndedOnceItsSamplesAreGoneAndUsesItsPlaceAgain() {
    InMemorySeriesStore store = store(Duration.ofMinutes(1), 1 << 20, 2);
    SeriesHandle steady = store.open(up("steady"));
    for (int i = 0; i < 100; i++) {
      SeriesHandle passing = store.open(up("passing-" + i));
      Instant when = at(i * 120);
      steady.append(when.toEpochMilli(), i);
      assertThat(passing.append(when.toEpochMilli(), i)).as("series %s", i).isTrue();
      passing.append(when.plusSeconds(10).toEpochMilli(), StaleMarker.VALUE);
      steady.append(when.plusSeconds(75).toEpochMilli(), i);
    }
    assertThat(store.figures().series()).isEqualTo(1);
    assertThat(store.figures().refusedSeries()).isEmpty();
  }

  @Test
  void aSeriesThatBeginsAgainBeforeItIsForgottenIsKept() {
    InMemorySeriesStore store = store(Duration.ofMinutes(1), 1 << 20, 2);
    SeriesHandle handle = store.open(up("a"));
    handle.append(at(0).toEpochMilli(), 1);
    handle.append(at(10).toEpochMilli(), StaleMarker.VALUE);
    handle.append(at(20).toEpochMilli(), 2);
    for (int second = 30; second < 300; second += 10) {
      handle.append(at(second).toEpochMilli(), second);
    }
    assertThat(samples(store).size()).isEqualTo(7);
  }

  @Test
  void aDraftIsSeenWholeOrNotAtAll() {
    InMemorySeriesStore store = emptyStore();
    int slot = store.acquire(up("a"));
    Row draft = store.draft();
    draft.draftValues()[slot] = 7;
    assertThat(store.select(List.of(Matcher.metric("up")), T0, at(60))).isEmpty();
    assertThat(store.publish(draft, at(10).toEpochMilli())).isTrue();
    assertThat(samples(store))
        .isEqualTo(Samples.of(new long[] {at(10).toEpochMilli()}, new double[] {7}));
  }

  @Test
  void aDraftThatComesTooLateIsDroppedAndCounted() {
    InMemorySeriesStore store = emptyStore();
    store.open(up("a")).append(at(10).toEpochMilli(), 1);
    assertThat(store.publish(store.draft(), at(10).toEpochMilli())).isFalse();
    assertThat(store.publish(store.draft(), at(5).toEpochMilli())).isFalse();
    assertThat(store.figures().droppedSamples(StoreFigures.Reason.OUT_OF_ORDER)).isEqualTo(2);
    assertThat(samples(store).size()).isEqualTo(1);
  }

  @Test
  void readersNeverSeeARowThatIsBeingUsedAgain() throws Exception {
    InMemorySeriesStore store = store(Duration.ofMillis(50), 1 << 20, 10);
    int slot = store.acquire(up("a"));
    AtomicBoolean over = new AtomicBoolean();
    CompletableFuture<Integer> reader =
        CompletableFuture.supplyAsync(
            () -> {
              int reads = 0;
              while (!over.get()) {
                for (Series series :
                    store.select(List.of(Matcher.metric("up")), Instant.EPOCH, at(0))) {
                  for (int i = 0; i < series.samples().size(); i++) {
                    // each value is its own time: one of another row would show
                    if (series.samples().value(i) != series.samples().timestampMillis(i)) {
                      throw new AssertionError(series.samples().get(i));
                    }
                  }
                }
                reads++;
              }
              return reads;
            });
    for (int millis = 1; millis < 300_000; millis++) {
      Row draft = store.draft();
      draft.draftValues()[slot] = millis;
      store.publish(draft, millis);
    }
    over.set(true);
    assertThat(reader.get(20, TimeUnit.SECONDS)).isPositive();
  }

  @Test
  void limitsRefuseWhatMakesNoSense() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SeriesLimits(Duration.ZERO, 1 << 20, 1))
        .withMessage("retention is PT0S, must be above zero");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SeriesLimits(Duration.ofHours(1), 1, 1))
        .withMessage("maxBytes is 1, must be 1 MiB or more");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SeriesLimits(Duration.ofHours(1), 1 << 20, 0))
        .withMessage("maxSeriesPerMetric is 0, must be 1 or more");
  }

  private static InMemorySeriesStore store(Duration retention, long maxBytes, int perMetric) {
    return new InMemorySeriesStore(new SeriesLimits(retention, maxBytes, perMetric));
  }

  private static Labels up(String job) {
    return Labels.of("__name__", "up", "job", job);
  }

  private static Instant at(int second) {
    return T0.plusSeconds(second);
  }

  private static Samples samples(InMemorySeriesStore store) {
    List<Series> series = store.select(List.of(Matcher.metric("up")), T0, at(99_999));
    assertThat(series).hasSize(1);
    return series.get(0).samples();
  }
}
