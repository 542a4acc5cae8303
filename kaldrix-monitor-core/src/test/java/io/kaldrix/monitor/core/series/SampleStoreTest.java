package io.kaldrix.monitor.core.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.label.Matcher;
import io.kaldrix.monitor.api.label.Matcher.Operator;
import io.kaldrix.monitor.api.series.Samples;
import io.kaldrix.monitor.api.series.Series;
import io.kaldrix.monitor.api.series.SeriesHandle;
import io.kaldrix.monitor.api.series.StaleMarker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class SampleStoreTest {

  private static final List<Matcher> ALL = List.of(new Matcher("__name__", Operator.MATCHES, ".+"));

  @Test
  void returnsWhatWasAppendedWhereverItLiesByNow() {
    Random random = new Random(3);
    for (int round = 0; round < 12; round++) {
      long retentionMillis = 1L + random.nextInt(3_000_000);
      Duration head = Duration.ofMillis(random.nextInt(400_000));
      InMemorySeriesStore store =
          new InMemorySeriesStore(
              new SeriesLimits(Duration.ofMillis(retentionMillis), 64 << 20, 10_000)
                  .withHead(head));
      List<SeriesHandle> handles = new ArrayList<>();
      List<NavigableMap<Long, Double>> expected = new ArrayList<>();
      for (int i = 0; i < 1 + random.nextInt(600); i++) {
        handles.add(store.open(Labels.of("__name__", "m", "n", String.format("%05d", i))));
        expected.add(new TreeMap<>());
      }
      long now = 1_000_000;
      for (int tick = 0; tick < 400; tick++) {
        now += random.nextInt(10) == 0 ? 1 + random.nextInt(30_000) : 10_000;
        now += random.nextInt(100) == 0 ? random.nextInt((int) retentionMillis) : 0;
        for (int i = 0; i < handles.size(); i++) {
          if (i == 0 || random.nextInt(20) > i % 20) {
            double value = value(random, i, tick);
            assertThat(handles.get(i).append(now, value)).isTrue();
            expected.get(i).put(now, value);
          }
        }
        if (tick % 37 == 0) {
          long from = now - random.nextInt(4_000_000);
          long to = random.nextBoolean() ? now : from + random.nextInt(1_000_000);
          assertSame(store, expected, Math.max(from, now - retentionMillis), from, to);
        }
      }
    }
  }

  private static double value(Random random, int series, int tick) {
    return switch (series % 5) {
      case 0 -> tick;
      case 1 -> Math.round(random.nextGaussian() * 100) / 100.0;
      case 2 -> random.nextGaussian();
      case 3 -> 42;
      default -> random.nextInt(30) == 0 ? StaleMarker.VALUE : Double.NaN;
    };
  }

  private static void assertSame(
      InMemorySeriesStore store,
      List<NavigableMap<Long, Double>> expected,
      long oldestKept,
      long from,
      long to) {
    List<Samples> wanted = new ArrayList<>();
    for (NavigableMap<Long, Double> samples : expected) {
      Samples.Builder builder = new Samples.Builder(16);
      if (oldestKept <= to) {
        samples.subMap(oldestKept, true, to, true).forEach(builder::add);
      }
      Samples built = builder.build();
      if (!built.isEmpty()) {
        wanted.add(built);
      }
    }
    assertThat(
            store.select(ALL, Instant.ofEpochMilli(from), Instant.ofEpochMilli(to)).stream()
                .map(Series::samples)
                .toList())
        .isEqualTo(wanted);
  }

  @Test
  void oldSamplesTakeAFractionOfTheMemoryOfRecentOnes() {
    InMemorySeriesStore store =
        new InMemorySeriesStore(new SeriesLimits(Duration.ofHours(2), 1 << 30, 10_000));
    int series = 1_000;
    SeriesHandle[] handles = new SeriesHandle[series];
    for (int i = 0; i < series; i++) {
      handles[i] = store.open(Labels.of("__name__", "requests_total", "n", "" + i));
    }
    long now = 0;
    for (int tick = 0; tick < 720; tick++) {
      now += 10_000;
      for (int i = 0; i < series; i++) {
        handles[i].append(now, tick * (i + 1.0));
      }
    }
    double perSample = store.figures().bytes() / (720.0 * series);
    assertThat(perSample).as("bytes a sample").isLessThan(3.0);
  }

  @Test
  void readersSeeEverySampleOnceWhileRowsMoveIntoTheHistory() throws Exception {
    InMemorySeriesStore store =
        new InMemorySeriesStore(
            new SeriesLimits(Duration.ofSeconds(40), 64 << 20, 10_000)
                .withHead(Duration.ofMillis(100)));
    int slot = store.acquire(Labels.of("__name__", "up"));
    AtomicBoolean over = new AtomicBoolean();
    CompletableFuture<Integer> reader =
        CompletableFuture.supplyAsync(
            () -> {
              int reads = 0;
              while (!over.get()) {
                for (Series series :
                    store.select(
                        List.of(Matcher.metric("up")),
                        Instant.EPOCH,
                        Instant.ofEpochMilli(Long.MAX_VALUE / 2))) {
                  Samples samples = series.samples();
                  for (int i = 0; i < samples.size(); i++) {
                    if (samples.value(i) != samples.timestampMillis(i)
                        || samples.timestampMillis(i) != samples.timestampMillis(0) + i) {
                      throw new AssertionError(i + ": " + samples.get(i));
                    }
                  }
                }
                reads++;
              }
              return reads;
            });
    for (int millis = 1; millis < 200_000; millis++) {
      Row draft = store.draft();
      draft.draftValues()[slot] = millis;
      store.publish(draft, millis);
    }
    over.set(true);
    assertThat(reader.get(20, TimeUnit.SECONDS)).isPositive();
  }

  @Test
  void keepsLateSamplesOfATicksTimeUnlessTheirSeriesHasLaterOnes() {
    InMemorySeriesStore store = new InMemorySeriesStore(SeriesLimits.DEFAULTS);
    SeriesHandle ticks = store.open(Labels.of("__name__", "ticks"));
    SeriesHandle late = store.open(Labels.of("__name__", "late"));
    for (int i = 0; i <= 5; i++) {
      ticks.append(i * 10_000L, i);
    }
    assertThat(late.append(20_000, 2)).isTrue();
    assertThat(late.append(40_000, 4)).isTrue();
    assertThat(late.append(30_000, 3)).isFalse();
    assertThat(late.append(45_000, 3)).isFalse();
    assertThat(store.figures().droppedSamples(StoreFigures.Reason.OUT_OF_ORDER)).isEqualTo(2);
  }

  @Test
  void takesSamplesOutOfOrderWithinTheWindowAsLongAsTheyAreNotCompressed() {
    InMemorySeriesStore store =
        new InMemorySeriesStore(SeriesLimits.DEFAULTS.withOutOfOrderWindow(Duration.ofMinutes(20)));
    SeriesHandle ticks = store.open(Labels.of("__name__", "ticks"));
    SeriesHandle late = store.open(Labels.of("__name__", "late"));
    for (int i = 0; i <= 200; i++) {
      ticks.append(i * 10_000L, i);
    }
    assertThat(late.append(2_000_000, 1)).isTrue();
    assertThat(late.append(1_990_000, 1)).isTrue();
    assertThat(late.append(1_900_000, 1)).isTrue();
    assertThat(late.append(10_000, 1)).isFalse();
    assertThat(store.figures().droppedSamples(StoreFigures.Reason.TOO_OLD)).isEqualTo(1);
    assertThat(
            store
                .select(
                    List.of(Matcher.metric("late")), Instant.EPOCH, Instant.ofEpochMilli(9_000_000))
                .get(0)
                .samples())
        .isEqualTo(
            Samples.of(new long[] {1_900_000, 1_990_000, 2_000_000}, new double[] {1, 1, 1}));
  }

  @Test
  void keepsTheLastOfTwoSamplesOfOneTimeIfToldTo() {
    InMemorySeriesStore store =
        new InMemorySeriesStore(
            SeriesLimits.DEFAULTS.withDuplicates(SeriesLimits.Duplicates.KEEP_LAST));
    SeriesHandle handle = store.open(Labels.of("__name__", "up"));
    assertThat(handle.append(10_000, 1)).isTrue();
    assertThat(handle.append(10_000, 2)).isTrue();
    assertThat(
            store
                .select(
                    List.of(Matcher.metric("up")), Instant.EPOCH, Instant.ofEpochMilli(9_000_000))
                .get(0)
                .samples())
        .isEqualTo(Samples.of(new long[] {10_000}, new double[] {2}));
    assertThat(store.figures().droppedSamples(StoreFigures.Reason.DUPLICATE)).isZero();
  }
}
