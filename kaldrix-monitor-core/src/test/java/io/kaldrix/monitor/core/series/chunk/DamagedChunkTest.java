package io.kaldrix.monitor.core.series.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaldrix.monitor.core.series.chunk.SampleCorpus.Kind;
import io.kaldrix.monitor.core.series.chunk.SampleCorpus.Ticks;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

// of a thread of its own, since a loop without end would not hear an interrupt
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DamagedChunkTest {

  private static final double CANARY = 42.5;

  private final ChunkEncoder encoder = new ChunkEncoder();
  private final ChunkDecoder decoder = new ChunkDecoder();
  private final long[] timestamps = new long[Chunk.MOST_SAMPLES + 1];
  private final double[] values = new double[Chunk.MOST_SAMPLES + 1];

  @ParameterizedTest
  @EnumSource
  void aChunkThatLacksItsEndIsRefused(Kind kind) {
    for (Ticks ticks : Ticks.values()) {
      byte[] bytes = someChunk(kind, ticks, new Random(3));
      for (int end = 0; end < bytes.length; end++) {
        int shorter = end;
        assertThatThrownBy(() -> Chunk.of(bytes, 0, shorter))
            .isInstanceOf(DamagedChunkException.class)
            .hasMessageContaining("at byte");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void changedBytesAreRefusedOrSaySomethingElseWithinTheArrays(Kind kind) {
    Random random = new Random(kind.name().hashCode());
    List<Ticks> anyTicks = List.of(Ticks.values());
    int refused = 0;
    for (int round = 0; round < 1500; round++) {
      Ticks ticks = anyTicks.get(random.nextInt(anyTicks.size()));
      byte[] bytes = someChunk(kind, ticks, random);
      for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
        // the front, where forms and counts stand, as often as the rest
        int at = random.nextInt(random.nextBoolean() ? Math.min(24, bytes.length) : bytes.length);
        bytes[at] ^= (byte) (1 << random.nextInt(8));
      }
      refused += isRefused(bytes) ? 1 : 0;
    }
    assertThat(refused).isPositive();
  }

  @Test
  void anyBytesAreRefusedOrSaySomething() {
    Random random = new Random(11);
    for (int round = 0; round < 50_000; round++) {
      byte[] bytes = new byte[random.nextInt(60)];
      random.nextBytes(bytes);
      if (bytes.length > 2 && random.nextBoolean()) {
        bytes[0] = (byte) (1 + random.nextInt(20)); // few samples
        bytes[1] &= 0x0f; // a form of times
        bytes[2] &= 0x0f; // a width
      }
      isRefused(bytes);
    }
  }

  @Test
  void arraysThatAreTooShortAreRefused() {
    byte[] bytes = someChunk(Kind.COUNTER, Ticks.REGULAR, new Random(1));
    assertThatThrownBy(() -> decoder.decode(bytes, 0, bytes.length, new long[9], new double[200]))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> decoder.decode(bytes, 0, bytes.length, new long[200], new double[9]))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> decoder.decode(bytes, 0, bytes.length + 1, timestamps, values))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  private boolean isRefused(byte[] bytes) {
    Arrays.fill(timestamps, -1);
    Arrays.fill(values, CANARY);
    int count = 0;
    try {
      count = decoder.decode(bytes, 0, bytes.length, timestamps, values);
    } catch (DamagedChunkException expected) {
      return true;
    }
    for (int i = 1; i < count; i++) {
      assertThat(timestamps[i]).isGreaterThan(timestamps[i - 1]);
    }
    assertThat(timestamps[count]).isEqualTo(-1);
    assertThat(values[count]).isEqualTo(CANARY);
    assertThat(decoder.position()).isLessThanOrEqualTo(bytes.length);
    return false;
  }

  private byte[] someChunk(Kind kind, Ticks ticks, Random random) {
    int count = 90;
    Chunk chunk =
        encoder.encode(
            SampleCorpus.timestamps(ticks, count, random),
            SampleCorpus.values(kind, count, random),
            count);
    return chunk.bytes().clone();
  }
}
