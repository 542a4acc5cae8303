package io.kaldrix.monitor.core.series.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.kaldrix.monitor.api.series.StaleMarker;
import io.kaldrix.monitor.core.series.chunk.SampleCorpus.Kind;
import io.kaldrix.monitor.core.series.chunk.SampleCorpus.Ticks;
import java.lang.management.ManagementFactory;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ChunkSizeTest {

  private static final int COUNT = 240;

  private final ChunkEncoder encoder = new ChunkEncoder();

  @ParameterizedTest(name = "{0}, times {1}: at most {2} bytes a sample")
  @MethodSource
  void bytesOfASample(Kind kind, Ticks ticks, double most) {
    Random random = new Random(5);
    long bytes = 0;
    int blocks = 50;
    for (int i = 0; i < blocks; i++) {
      bytes += encode(ticks, SampleCorpus.values(kind, COUNT, random)).sizeBytes();
    }
    assertThat(bytes / (double) (blocks * COUNT)).isLessThanOrEqualTo(most);
  }

  static Stream<Arguments> bytesOfASample() {
    return Stream.of(
        Arguments.of(Kind.FLAT, Ticks.REGULAR, 0.1),
        Arguments.of(Kind.SELDOM_CHANGING, Ticks.REGULAR, 0.3),
        Arguments.of(Kind.TWO_DECIMALS, Ticks.REGULAR, 1.6),
        Arguments.of(Kind.COUNTER, Ticks.REGULAR, 1.2),
        Arguments.of(Kind.COUNTER, Ticks.JITTERED, 2.0),
        Arguments.of(Kind.COUNTER, Ticks.WITH_GAPS, 1.4),
        Arguments.of(Kind.NANOSECONDS_IN_SECONDS, Ticks.REGULAR, 4.0),
        Arguments.of(Kind.WIDENED_FLOATS, Ticks.REGULAR, 4.2),
        Arguments.of(Kind.PAGES, Ticks.REGULAR, 1.5),
        Arguments.of(Kind.FULL_MANTISSA, Ticks.REGULAR, 7.0),
        Arguments.of(Kind.ANY_BITS, Ticks.REGULAR, 8.15),
        Arguments.of(Kind.ANY_BITS, Ticks.ANYWHERE, 16.3));
  }

  @Test
  void oneOutlierCostsAFewBytes() {
    double[] values = SampleCorpus.values(Kind.TWO_DECIMALS, COUNT, new Random(1));
    int before = encode(Ticks.REGULAR, values).sizeBytes();
    values[77] = 1e9;
    assertThat(encode(Ticks.REGULAR, values).sizeBytes()).isLessThan(before + 16);
  }

  @Test
  void oneResetOfACounterCostsAFewBytes() {
    double[] values = SampleCorpus.values(Kind.COUNTER, COUNT, new Random(1));
    int before = encode(Ticks.REGULAR, values).sizeBytes();
    double atReset = values[100];
    for (int i = 100; i < COUNT; i++) {
      values[i] -= atReset;
    }
    assertThat(encode(Ticks.REGULAR, values).sizeBytes()).isLessThan(before + 16);
  }

  @Test
  void aStaleMarkerCostsAFewBytes() {
    double[] values = SampleCorpus.values(Kind.TWO_DECIMALS, COUNT, new Random(1));
    int before = encode(Ticks.REGULAR, values).sizeBytes();
    values[COUNT - 1] = StaleMarker.VALUE;
    assertThat(encode(Ticks.REGULAR, values).sizeBytes()).isLessThan(before + 16);
  }

  @Test
  void nothingIsAllocatedOnceTheArraysHaveGrown() {
    Random random = new Random(7);
    long[] timestamps = SampleCorpus.timestamps(Ticks.JITTERED, COUNT, random);
    double[][] blocks =
        Stream.of(Kind.values())
            .map(kind -> SampleCorpus.values(kind, COUNT, random))
            .toArray(double[][]::new);
    byte[] target = new byte[Chunk.mostBytes(COUNT)];
    long[] readTimestamps = new long[COUNT];
    double[] readValues = new double[COUNT];
    ChunkDecoder decoder = new ChunkDecoder();
    for (int round = 0; round < 20; round++) {
      roundTrip(timestamps, blocks, target, decoder, readTimestamps, readValues);
    }
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int round = 0; round < 20; round++) {
      roundTrip(timestamps, blocks, target, decoder, readTimestamps, readValues);
    }
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1000);
  }

  private void roundTrip(
      long[] timestamps,
      double[][] blocks,
      byte[] target,
      ChunkDecoder decoder,
      long[] readTimestamps,
      double[] readValues) {
    for (double[] values : blocks) {
      int end = encoder.encode(timestamps, values, 0, COUNT, target, 0);
      decoder.decode(target, 0, end, readTimestamps, readValues);
    }
  }

  private Chunk encode(Ticks ticks, double[] values) {
    return encoder.encode(
        SampleCorpus.timestamps(ticks, COUNT, new Random(9)), values, values.length);
  }
}
