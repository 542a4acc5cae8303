package io.kaldrix.monitor.core.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.label.Matcher;
import io.kaldrix.monitor.api.label.Matcher.Operator;
import io.kaldrix.monitor.api.series.Aggregate;
import io.kaldrix.monitor.api.series.AggregatedSeries;
import io.kaldrix.monitor.api.series.SeriesHandle;
import io.kaldrix.monitor.api.series.StaleMarker;
import io.kaldrix.monitor.api.series.Tier;
import io.kaldrix.monitor.core.series.chunk.DamagedChunkException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TierStoreTest {

  private static final List<Matcher> ALL = List.of(new Matcher("__name__", Operator.MATCHES, ".+"));
  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant LAST = FIRST.plus(Duration.ofDays(400));

  @Test
  void aggregatesAreThoseOfAllSamplesThatEverWereWhereverTheyAreByNow() {
    Random random = new Random(17);
    for (Duration retention : List.of(Duration.ofHours(1), Duration.ofMinutes(5))) {
      InMemorySeriesStore store = store(retention, TierLimits.DEFAULTS);
      List<NavigableMap<Long, List<Double>>> fine = new ArrayList<>();
      List<NavigableMap<Long, List<Double>>> coarse = new ArrayList<>();
      List<SeriesHandle> handles = new ArrayList<>();
      for (int i = 0; i < 7; i++) {
        handles.add(store.open(Labels.of("__name__", "m", "n", "" + i)));
        fine.add(new TreeMap<>());
        coarse.add(new TreeMap<>());
      }
      long now = FIRST.toEpochMilli();
      for (int tick = 0; tick < 3_000; tick++) {
        now += random.nextInt(200) == 0 ? 1_000_000 : 10_000;
        for (int i = 0; i < handles.size(); i++) {
          double value =
              random.nextInt(30) == 0
                  ? (random.nextBoolean() ? Double.NaN : StaleMarker.VALUE)
                  : random.nextInt(1_000);
          if (random.nextInt(4) > 0 && handles.get(i).append(now, value) && !Double.isNaN(value)) {
            note(fine.get(i), now / 300_000 * 300_000, value);
            note(coarse.get(i), now / 3_600_000 * 3_600_000, value);
          }
        }
      }
      assertSame(store.tiers().select(ALL, FIRST, LAST, Tier.FIVE_MINUTES), fine);
      assertSame(store.tiers().select(ALL, FIRST, LAST, Tier.HOUR), coarse);
      long from = fine.get(0).firstKey() + 7 * 300_000;
      assertThat(
              store
                  .tiers()
                  .select(
                      List.of(Matcher.equal("n", "0")),
                      Instant.ofEpochMilli(from + 1_000),
                      Instant.ofEpochMilli(from + 3_000_000),
                      Tier.FIVE_MINUTES)
                  .get(0)
                  .aggregates()
                  .stream()
                  .map(Aggregate::startMillis))
          .containsExactlyElementsOf(
              fine.get(0).subMap(from, true, from + 3_000_000, true).keySet());
    }
  }

  private static void note(Map<Long, List<Double>> stretches, long start, double value) {
    stretches.computeIfAbsent(start, key -> new ArrayList<>()).add(value);
  }

  private static void assertSame(
      List<AggregatedSeries> read, List<NavigableMap<Long, List<Double>>> expected) {
    assertThat(read).hasSize(expected.size());
    for (int i = 0; i < expected.size(); i++) {
      List<Aggregate> aggregates = read.get(i).aggregates();
      assertThat(aggregates.stream().map(Aggregate::startMillis))
          .containsExactlyElementsOf(expected.get(i).keySet());
      for (Aggregate each : aggregates) {
        List<Double> values = expected.get(i).get(each.startMillis());
        assertThat(each.count()).isEqualTo(values.size());
        assertThat(each.last()).isEqualTo(values.get(values.size() - 1));
        assertThat(each.min())
            .isEqualTo(values.stream().mapToDouble(value -> value).min().orElseThrow());
        assertThat(each.max())
            .isEqualTo(values.stream().mapToDouble(value -> value).max().orElseThrow());
        assertThat(each.mean())
            .isCloseTo(
                values.stream().mapToDouble(value -> value).average().orElseThrow(), offset(1e-9));
      }
    }
  }

  @Test
  void aSeriesThatIsGoneIsKnownAsLongAsItsAggregatesAreKept() {
    InMemorySeriesStore store =
        store(
            Duration.ofMinutes(30),
            new TierLimits(Duration.ofHours(5), Duration.ofHours(10), 1 << 20));
    SeriesHandle gone = store.open(Labels.of("__name__", "gone"));
    SeriesHandle stays = store.open(Labels.of("__name__", "stays"));
    for (int minute = 0; minute < 20 * 60; minute++) {
      long now = FIRST.toEpochMilli() + minute * 60_000L;
      stays.append(now, minute);
      if (minute < 30) {
        gone.append(now, minute == 29 ? StaleMarker.VALUE : minute);
      }
      if (minute == 6 * 60) {
        assertThat(store.figures().series()).isEqualTo(1);
        assertThat(metrics(store, Tier.HOUR)).containsExactly("gone", "stays");
      }
    }
    assertThat(metrics(store, Tier.HOUR)).containsExactly("stays");
    assertThat(store.tiers().select(ALL, FIRST, LAST, Tier.FIVE_MINUTES).get(0).aggregates().size())
        .isBetween(60, 60 + 2 * AggregateChunk.MOST);
  }

  private static List<String> metrics(InMemorySeriesStore store, Tier tier) {
    return store.tiers().select(ALL, FIRST, LAST, tier).stream()
        .map(series -> series.labels().metricName())
        .toList();
  }

  @Test
  void aggregatesStayWithinTheirBytesByGivingUpTheOldest() {
    InMemorySeriesStore store =
        store(
            Duration.ofMinutes(30),
            new TierLimits(Duration.ofDays(300), Duration.ofDays(300), 1 << 20));
    Random random = new Random(2);
    SeriesHandle[] handles = new SeriesHandle[100];
    for (int i = 0; i < handles.length; i++) {
      handles[i] = store.open(Labels.of("__name__", "m", "n", "" + i));
    }
    for (int minute = 0; minute < 12_000; minute += 2) {
      for (SeriesHandle handle : handles) {
        handle.append(FIRST.toEpochMilli() + minute * 60_000L, random.nextDouble());
      }
    }
    assertThat(store.tierBytes()).isBetween(1L << 19, 1L << 20);
    List<Aggregate> left =
        store.tiers().select(ALL, FIRST, LAST, Tier.FIVE_MINUTES).get(0).aggregates();
    assertThat(left.size()).isBetween(50, 2_000);
    assertThat(left.get(left.size() - 1).startMillis())
        .isEqualTo(FIRST.toEpochMilli() + 11_995 * 60_000L);
  }

  @Test
  void aggregatesSurviveARestartAndADamagedSnapshotFallsBackToTheOneBefore(@TempDir Path directory)
      throws IOException {
    List<AggregatedSeries> before = List.of();
    int minute = 0;
    for (int process = 0; process < 3; process++) {
      InMemorySeriesStore store = store(Duration.ofMinutes(30), TierLimits.DEFAULTS);
      try (SeriesJournal journal = SeriesJournal.open(store, directory, 64 << 20, LAST)) {
        assertThat(journal.tierProblems()).isEmpty();
        assertThat(store.tiers().select(ALL, FIRST, LAST, Tier.FIVE_MINUTES)).isEqualTo(before);
        SeriesHandle handle = store.open(Labels.of("__name__", "up"));
        for (int end = minute + 400; minute < end; minute++) {
          handle.append(FIRST.toEpochMilli() + minute * 60_000L, minute % 7);
        }
        before = store.tiers().select(ALL, FIRST, LAST, Tier.FIVE_MINUTES);
      }
    }
    Path snapshot = directory.resolve("tiers.snapshot");
    byte[] whole = Files.readAllBytes(snapshot);
    whole[whole.length / 2] ^= 4;
    Files.write(snapshot, whole);
    InMemorySeriesStore store = store(Duration.ofMinutes(30), TierLimits.DEFAULTS);
    try (SeriesJournal journal = SeriesJournal.open(store, directory, 64 << 20, LAST)) {
      assertThat(journal.tierProblems())
          .singleElement()
          .asString()
          .contains("tiers.snapshot is damaged", "the one before it is taken");
      List<Aggregate> left =
          store.tiers().select(ALL, FIRST, LAST, Tier.FIVE_MINUTES).get(0).aggregates();
      assertThat(left.get(0)).isEqualTo(before.get(0).aggregates().get(0));
      assertThat(left.size()).isGreaterThan(80);
    }
  }

  private static InMemorySeriesStore store(Duration retention, TierLimits tiers) {
    return new InMemorySeriesStore(
        new SeriesLimits(retention, 64 << 20, 10_000), Optional.of(tiers));
  }

  @Test
  void bytesThatAreNoAggregatesAreRefused() {
    for (byte[] bytes : new byte[][] {{}, {0}, {-1}, {17, 1, 2}, {3}, {1, 0}}) {
      assertThatThrownBy(() -> AggregateChunk.of(bytes)).isInstanceOf(DamagedChunkException.class);
    }
  }
}
