package io.kaldrix.monitor.core.series.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaldrix.monitor.core.series.chunk.SampleCorpus.Kind;
import io.kaldrix.monitor.core.series.chunk.SampleCorpus.Ticks;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChunkRoundTripTest {

  private final ChunkEncoder encoder = new ChunkEncoder();
  private final ChunkDecoder decoder = new ChunkDecoder();

  @ParameterizedTest
  @EnumSource
  void valuesComeBackBitForBit(Kind kind) {
    Random random = new Random(kind.name().hashCode());
    for (int round = 0; round < 300; round++) {
      int count = anyCount(random);
      long[] timestamps = SampleCorpus.timestamps(Ticks.REGULAR, count, random);
      comesBack(timestamps, SampleCorpus.values(kind, count, random));
    }
  }

  @ParameterizedTest
  @EnumSource
  void timestampsComeBack(Ticks ticks) {
    Random random = new Random(ticks.name().hashCode());
    for (int round = 0; round < 300; round++) {
      int count = anyCount(random);
      long[] timestamps = SampleCorpus.timestamps(ticks, count, random);
      comesBack(timestamps, SampleCorpus.values(Kind.COUNTER, count, random));
    }
  }

  private static int anyCount(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> 1 + random.nextInt(4);
      case 1 -> 1 + random.nextInt(Chunk.MOST_SAMPLES);
      default -> 1 + random.nextInt(200);
    };
  }

  private void comesBack(long[] timestamps, double[] values) {
    int count = values.length;
    Chunk chunk = encoder.encode(timestamps, values, count);
    long[] readTimestamps = new long[count];
    double[] readValues = new double[count];

    assertThat(decoder.decode(chunk, readTimestamps, readValues)).isEqualTo(count);

    assertThat(readTimestamps).isEqualTo(timestamps);
    assertThat(SampleCorpus.bits(readValues, count)).isEqualTo(SampleCorpus.bits(values, count));
    assertThat(chunk.count()).isEqualTo(count);
    assertThat(chunk.firstMillis()).isEqualTo(timestamps[0]);
    assertThat(chunk.lastMillis()).isEqualTo(timestamps[count - 1]);
    assertThat(chunk.sizeBytes()).isLessThanOrEqualTo(Chunk.mostBytes(count));
    fromBytesAsWell(chunk);
  }

  private void fromBytesAsWell(Chunk chunk) {
    byte[] bytes = new byte[chunk.sizeBytes() + 5];
    int end = chunk.copyTo(bytes, 3);
    Chunk again = Chunk.of(bytes, 3, end);
    assertThat(again.bytes()).isEqualTo(chunk.bytes());
    assertThat(again.lastMillis()).isEqualTo(chunk.lastMillis());
    // bytes behind a chunk change nothing
    Arrays.fill(bytes, end, bytes.length, (byte) -1);
    int count = chunk.count();
    long[] timestamps = new long[count];
    double[] values = new double[count];
    assertThat(decoder.decode(bytes, 3, bytes.length, timestamps, values)).isEqualTo(count);
    assertThat(decoder.position()).isEqualTo(end);
    assertThat(timestamps[count - 1]).isEqualTo(chunk.lastMillis());
  }
}
