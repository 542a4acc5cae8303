package io.kaldrix.monitor.core.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.label.Matcher;
import io.kaldrix.monitor.api.label.Matcher.Operator;
import io.kaldrix.monitor.api.series.Sample;
import io.kaldrix.monitor.api.series.Series;
import io.kaldrix.monitor.api.series.SeriesHandle;
import io.kaldrix.monitor.api.series.StaleMarker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeriesJournalTest {

  private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant LATER = T0.plus(Duration.ofDays(365));
  private static final long PLENTY = 64 << 20;
  private static final List<Matcher> ALL = List.of(new Matcher("__name__", Operator.MATCHES, ".+"));

  @TempDir Path directory;

  @Test
  void theNextProcessHasTheSameSeries() throws IOException {
    Random random = new Random(5);
    List<StartedSeries> before = List.of();
    int tick = 0;
    for (int process = 0; process < 4; process++) {
      InMemorySeriesStore store = store(Duration.ofHours(2));
      try (SeriesJournal journal = open(store)) {
        assertThat(journal.restored().problems()).isEmpty();
        assertThat(all(store)).isEqualTo(before);
        List<SeriesHandle> handles = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
          handles.add(store.open(Labels.of("__name__", "m" + i % 3, "n", "ä" + i)));
        }
        for (int end = tick + 150; tick < end; tick++) {
          for (int i = 0; i < handles.size(); i++) {
            if (random.nextInt(5) > 0) {
              handles.get(i).append(millis(tick), value(random, i, tick));
            }
          }
        }
        before = all(store);
      }
    }
    assertThat(before).hasSize(40);
  }

  private static double value(Random random, int series, int tick) {
    return switch (series % 6) {
      case 0 -> tick;
      case 1 -> 7;
      case 2 -> random.nextGaussian();
      case 3 -> -0.0;
      case 4 -> random.nextInt(20) == 0 ? StaleMarker.VALUE : Math.round(random.nextDouble() * 100);
      default -> Double.NaN;
    };
  }

  @Test
  void startsOfCountersAreKept() throws IOException {
    InMemorySeriesStore store = store(Duration.ofHours(2));
    Labels labels = Labels.of("__name__", "jobs_total");
    try (SeriesJournal journal = open(store)) {
      assertThat(journal.restored().rows()).isZero();
      int slot = store.acquire(labels, millis(0) + 1);
      publish(store, slot, 1, 5);
      assertThat(store.acquire(labels, millis(1) + 1)).isEqualTo(slot);
      publish(store, slot, 2, 2);
    }
    InMemorySeriesStore next = store(Duration.ofHours(2));
    try (SeriesJournal journal = open(next)) {
      assertThat(journal.restored().samples()).isEqualTo(2);
      assertThat(next.selectStarted(ALL, T0, LATER))
          .singleElement()
          .satisfies(
              series -> {
                assertThat(series.series().samples().size()).isEqualTo(2);
                assertThat(series.starts().at(millis(2))).isEqualTo(millis(1) + 1);
              });
    }
  }

  @Test
  void aFileCutAtAnyByteGivesTheRowsBeforeTheCut() throws IOException {
    List<List<Series>> expected = new ArrayList<>();
    InMemorySeriesStore store = store(Duration.ofHours(2));
    try (SeriesJournal journal = open(store)) {
      assertThat(journal.restored().rows()).isZero();
      SeriesHandle some = store.open(Labels.of("__name__", "some"));
      SeriesHandle other = store.open(Labels.of("__name__", "other", "n", "1"));
      expected.add(series(store));
      for (int tick = 0; tick < 8; tick++) {
        some.append(millis(tick), tick * 1.1);
        if (tick > 3) {
          other.append(millis(tick), 1);
        }
        expected.add(series(store));
      }
    }
    byte[] whole = Files.readAllBytes(segments().get(0));
    Path scratch = Files.createDirectory(directory.resolve("scratch"));
    Path file = scratch.resolve(segments().get(0).getFileName());
    int rowsBefore = 0;
    for (int length = 0; length <= whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      InMemorySeriesStore cut = store(Duration.ofHours(2));
      RestoredSeries restored =
          RestoredSeries.read(cut, List.of(file), LATER, (path, newest) -> {});
      int rows = (int) restored.rows();
      assertThat(rows).isBetween(rowsBefore, rowsBefore + 1);
      rowsBefore = rows;
      assertThat(series(cut)).as("cut at %s", length).isEqualTo(expected.get(rows));
      assertThat(restored.problems()).as("cut at %s", length).hasSizeLessThanOrEqualTo(1);
    }
    assertThat(rowsBefore).isEqualTo(8);
  }

  @Test
  void aChangedBitIsFoundAndOnlyWhatFollowsInItsFileIsLost() throws IOException {
    InMemorySeriesStore store = store(Duration.ofHours(2));
    try (SeriesJournal journal = open(store)) {
      assertThat(journal.restored().rows()).isZero();
      SeriesHandle handle = store.open(Labels.of("__name__", "up"));
      for (int tick = 0; tick < 20; tick++) {
        handle.append(millis(tick), tick);
      }
    }
    List<Sample> all = series(store).get(0).samples().asList();
    Path file = segments().get(0);
    byte[] whole = Files.readAllBytes(file);
    Random random = new Random(11);
    for (int i = 0; i < 400; i++) {
      byte[] damaged = whole.clone();
      damaged[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, damaged);
      InMemorySeriesStore next = store(Duration.ofHours(2));
      RestoredSeries restored =
          RestoredSeries.read(next, List.of(file), LATER, (path, newest) -> {});
      assertThat(restored.problems()).hasSize(1);
      List<Sample> left =
          series(next).isEmpty() ? List.of() : series(next).get(0).samples().asList();
      assertThat(left).isEqualTo(all.subList(0, left.size()));
    }
  }

  @Test
  void writingGoesOnInANewFileBehindADamagedOne() throws IOException {
    fill(0, 10);
    Path first = segments().get(0);
    byte[] whole = Files.readAllBytes(first);
    Files.write(first, Arrays.copyOf(whole, whole.length - 3));
    fill(10, 20);
    assertThat(segments()).hasSize(2);
    InMemorySeriesStore store = store(Duration.ofHours(2));
    try (SeriesJournal journal = open(store)) {
      assertThat(journal.restored().problems())
          .singleElement()
          .asString()
          .contains(first.getFileName().toString(), "ends within a record", "read up to byte");
      assertThat(series(store).get(0).samples().size()).isEqualTo(19);
    }
  }

  private void fill(int from, int to) throws IOException {
    InMemorySeriesStore store = store(Duration.ofHours(2));
    try (SeriesJournal journal = open(store)) {
      assertThat(journal.rowsLost()).isZero();
      SeriesHandle handle = store.open(Labels.of("__name__", "up"));
      for (int tick = from; tick < to; tick++) {
        handle.append(millis(tick), tick);
      }
    }
  }

  @Test
  void filesOlderThanTheRetentionAreDeletedAndTheirSamplesNotSeenAgain() throws IOException {
    fill(0, 10);
    InMemorySeriesStore store = store(Duration.ofMinutes(1));
    try (SeriesJournal journal = open(store)) {
      assertThat(journal.restored().rows()).isEqualTo(10);
      SeriesHandle handle = store.open(Labels.of("__name__", "up"));
      handle.append(millis(1_000), 1);
      handle.append(millis(1_001), 2);
      assertThat(series(store).get(0).samples().size()).isEqualTo(2);
    }
    assertThat(segments()).hasSize(1);
    assertThat(segments().get(0).getFileName()).hasToString("000000000001.rows");
  }

  @Test
  void theDirectoryStaysWithinItsBytes() throws IOException {
    InMemorySeriesStore store = store(Duration.ofDays(100));
    Random random = new Random(3);
    try (SeriesJournal journal = SeriesJournal.open(store, directory, 1 << 20, LATER)) {
      SeriesHandle[] handles = new SeriesHandle[100];
      for (int i = 0; i < handles.length; i++) {
        handles[i] = store.open(Labels.of("__name__", "m", "n", "" + i));
      }
      for (int tick = 0; tick < 3_000; tick++) {
        for (SeriesHandle handle : handles) {
          handle.append(millis(tick), random.nextDouble());
        }
      }
      assertThat(journal.failures()).isZero();
    }
    long sum = 0;
    for (Path segment : segments()) {
      sum += Files.size(segment);
    }
    assertThat(sum).isBetween(1L << 17, (1L << 20) + (1L << 18));
    assertThat(segments().size()).isGreaterThan(1);
  }

  @Test
  void rowsLaterThanNowAreLeftOutSinceNoneCouldBeAppendedBeforeThem() throws IOException {
    fill(0, 10);
    InMemorySeriesStore store = store(Duration.ofHours(1));
    try (SeriesJournal journal =
        SeriesJournal.open(store, directory, PLENTY, Instant.ofEpochMilli(millis(4)))) {
      assertThat(journal.restored().later()).isEqualTo(5);
      assertThat(journal.restored().problems()).hasSize(1);
      assertThat(store.append(Labels.of("__name__", "up"), Instant.ofEpochMilli(millis(5)), 1))
          .isTrue();
    }
  }

  @Test
  void aDirectoryIsOpenOnce() throws IOException {
    try (SeriesJournal journal = open(store(Duration.ofHours(1)))) {
      assertThat(journal.bytes()).isZero();
      assertThatThrownBy(() -> open(store(Duration.ofHours(1))))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("is open in this process");
    }
  }

  private SeriesJournal open(InMemorySeriesStore store) throws IOException {
    return SeriesJournal.open(store, directory, PLENTY, LATER);
  }

  private List<Path> segments() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".rows")).sorted().toList();
    }
  }

  private static InMemorySeriesStore store(Duration retention) {
    return new InMemorySeriesStore(new SeriesLimits(retention, PLENTY, 10_000));
  }

  private static void publish(InMemorySeriesStore store, int slot, int tick, double value) {
    Row draft = store.draft();
    draft.draftValues()[slot] = value;
    assertThat(store.publish(draft, millis(tick))).isTrue();
  }

  private static long millis(int tick) {
    return T0.toEpochMilli() + 10_000L * tick;
  }

  private static List<StartedSeries> all(InMemorySeriesStore store) {
    return store.selectStarted(ALL, T0, LATER);
  }

  private static List<Series> series(InMemorySeriesStore store) {
    return store.select(ALL, T0, LATER);
  }
}
