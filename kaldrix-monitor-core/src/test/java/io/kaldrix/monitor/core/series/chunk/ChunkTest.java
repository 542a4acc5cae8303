package io.kaldrix.monitor.core.series.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaldrix.monitor.core.series.chunk.SampleCorpus.Kind;
import io.kaldrix.monitor.core.series.chunk.SampleCorpus.Ticks;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChunkTest {

  private final ChunkEncoder encoder = new ChunkEncoder();
  private final ChunkDecoder decoder = new ChunkDecoder();

  @ParameterizedTest
  @EnumSource
  void aScanGivesTheSamplesOfItsWindow(Ticks ticks) {
    Random random = new Random(17);
    for (int round = 0; round < 300; round++) {
      int count = 1 + random.nextInt(150);
      long[] timestamps = SampleCorpus.timestamps(ticks, count, random);
      double[] values = SampleCorpus.values(Kind.COUNTER, count, random);
      Chunk chunk = encoder.encode(timestamps, values, count);
      long from = somewhereIn(timestamps, random);
      long to = somewhereIn(timestamps, random);

      long[] scanned = new long[count];
      double[] scannedValues = new double[count];
      int found = decoder.scan(chunk, from, to, scanned, scannedValues);

      int expected = 0;
      for (int i = 0; i < count; i++) {
        if (timestamps[i] >= from && timestamps[i] <= to) {
          assertThat(scanned[expected]).isEqualTo(timestamps[i]);
          assertThat(scannedValues[expected]).isEqualTo(values[i]);
          expected++;
        }
      }
      assertThat(found).isEqualTo(expected);
    }
  }

  private static long somewhereIn(long[] timestamps, Random random) {
    return switch (random.nextInt(10)) {
      case 0 -> Long.MIN_VALUE;
      case 1 -> Long.MAX_VALUE;
      default -> timestamps[random.nextInt(timestamps.length)] + random.nextInt(3) - 1;
    };
  }

  @Test
  void columnsAloneComeBackOneAfterTheOther() {
    Random random = new Random(2);
    double[][] columns = {
      SampleCorpus.values(Kind.TWO_DECIMALS, 60, random),
      SampleCorpus.values(Kind.FLAT, 60, random),
      SampleCorpus.values(Kind.ENDING_STALE, 60, random),
      SampleCorpus.values(Kind.FULL_MANTISSA, 60, random),
    };
    byte[] bytes = new byte[columns.length * Chunk.mostColumnBytes(60)];
    int end = 0;
    for (double[] column : columns) {
      end = encoder.encodeValues(column, 0, 60, bytes, end);
    }
    byte[] exactly = Arrays.copyOf(bytes, end);
    int at = 0;
    double[] read = new double[60];
    for (double[] column : columns) {
      decoder.decodeValues(exactly, at, end, 60, read);
      assertThat(SampleCorpus.bits(read, 60)).isEqualTo(SampleCorpus.bits(column, 60));
      at = decoder.position();
    }
    assertThat(at).isEqualTo(end);
  }

  @Test
  void samplesMayBeginAnywhereInTheirArrays() {
    Random random = new Random(4);
    long[] timestamps = SampleCorpus.timestamps(Ticks.WITH_GAPS, 100, random);
    double[] values = SampleCorpus.values(Kind.TWO_DECIMALS, 100, random);
    byte[] bytes = new byte[7 + Chunk.mostBytes(40)];
    int end = encoder.encode(timestamps, values, 30, 40, bytes, 7);
    long[] readTimestamps = new long[40];
    double[] readValues = new double[40];
    assertThat(decoder.decode(bytes, 7, end, readTimestamps, readValues)).isEqualTo(40);
    assertThat(readTimestamps).isEqualTo(Arrays.copyOfRange(timestamps, 30, 70));
    assertThat(readValues).isEqualTo(Arrays.copyOfRange(values, 30, 70));
  }

  @Test
  void timesMustAscend() {
    double[] values = new double[3];
    long[][] wrong = {{3, 2, 1}, {1, 2, 2}, {1, 5, 3}, {Long.MAX_VALUE, Long.MIN_VALUE, 0}};
    for (long[] timestamps : wrong) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> encoder.encode(timestamps, values, 3))
          .withMessageContaining("must be later");
    }
    long[] wrapping = {Long.MAX_VALUE, Long.MIN_VALUE}; // a step of one, modulo 2^64
    assertThatIllegalArgumentException().isThrownBy(() -> encoder.encode(wrapping, values, 2));
  }

  @Test
  void aChunkHasOneSampleAtLeastAndSoManyAtMost() {
    long[] timestamps = SampleCorpus.timestamps(Ticks.DENSE, 5000, new Random(1));
    double[] values = new double[5000];
    assertThatIllegalArgumentException()
        .isThrownBy(() -> encoder.encode(timestamps, values, 0))
        .withMessage("count is 0, must be 1 to 4096");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> encoder.encode(timestamps, values, 4097))
        .withMessage("count is 4097, must be 1 to 4096");
  }

  @Test
  void aTargetWithoutRoomIsRefusedBeforeAnythingIsWritten() {
    byte[] tight = new byte[Chunk.mostBytes(2) - 1];
    assertThatThrownBy(() -> encoder.encode(new long[] {1, 2}, new double[2], 0, 2, tight, 0))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessageContaining("room for");
    assertThat(tight).containsOnly(0);
  }
}
