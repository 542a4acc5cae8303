package io.kaldrix.monitor.api.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SamplesTest {

  @Test
  void givesWhatItWasMadeOf() {
    Samples samples = Samples.of(new long[] {10, 20, 30}, new double[] {1, Double.NaN, -0.0});
    assertThat(samples.size()).isEqualTo(3);
    assertThat(samples.isEmpty()).isFalse();
    assertThat(samples.timestampMillis(1)).isEqualTo(20);
    assertThat(samples.value(0)).isEqualTo(1);
    assertThat(samples.get(2)).isEqualTo(new Sample(30, -0.0));
    assertThat(samples.asList())
        .containsExactly(new Sample(10, 1), new Sample(20, Double.NaN), new Sample(30, -0.0));
    assertThat(samples).hasToString(samples.asList().toString());
  }

  @Test
  void keepsACopyOfTheArrays() {
    long[] timestamps = {10, 20};
    double[] values = {1, 2};
    Samples samples = Samples.of(timestamps, values);
    timestamps[0] = 15;
    values[0] = 7;
    assertThat(samples.get(0)).isEqualTo(new Sample(10, 1));
  }

  @Test
  void theListCannotBeChanged() {
    Samples samples = Samples.of(new long[] {10}, new double[] {1});
    assertThatThrownBy(() -> samples.asList().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void refusesArraysOfDifferentLength() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Samples.of(new long[] {10, 20}, new double[] {1}))
        .withMessage("2 timestamps for 1 values");
  }

  @Test
  void refusesTimestampsThatDoNotAscend() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Samples.of(new long[] {10, 10}, new double[] {1, 2}))
        .withMessage("timestamp 10 follows 10, must be later");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Samples.Builder(2).add(10, 1).add(9, 1))
        .withMessage("timestamp 9 follows 10, must be later");
  }

  @Test
  void refusesAnIndexPastTheEnd() {
    Samples samples = new Samples.Builder(16).add(10, 1).build();
    assertThatThrownBy(() -> samples.value(1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> samples.timestampMillis(1))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> samples.get(-1)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void aBuilderGrowsAsNeeded() {
    Samples.Builder builder = new Samples.Builder(0);
    for (int i = 0; i < 1_000; i++) {
      builder.add(i, i * 2);
    }
    Samples samples = builder.build();
    assertThat(samples.size()).isEqualTo(1_000);
    assertThat(samples.get(999)).isEqualTo(new Sample(999, 1_998));
  }

  @Test
  void noSamplesAreOneValue() {
    assertThat(new Samples.Builder(5).build()).isSameAs(Samples.NONE);
    assertThat(Samples.NONE.isEmpty()).isTrue();
    assertThat(Samples.NONE.asList()).isEmpty();
  }

  @Test
  void comparesBitForBitWhateverTheRoomBehind() {
    Samples some = Samples.of(new long[] {10}, new double[] {Double.NaN});
    Samples same = new Samples.Builder(16).add(10, Double.NaN).build();
    assertThat(some).isEqualTo(same).hasSameHashCodeAs(same);
    assertThat(some).isNotEqualTo(Samples.of(new long[] {11}, new double[] {Double.NaN}));
    assertThat(some).isNotEqualTo(Samples.NONE);
    assertThat(Samples.of(new long[] {10}, new double[] {0.0}))
        .isNotEqualTo(Samples.of(new long[] {10}, new double[] {-0.0}));
  }

  @Test
  void aStaleMarkerDiffersFromAnOrdinaryNaN() {
    assertThat(Samples.of(new long[] {10}, new double[] {StaleMarker.VALUE}))
        .isNotEqualTo(Samples.of(new long[] {10}, new double[] {Double.NaN}));
    assertThat(new Sample(10, StaleMarker.VALUE).isStale()).isTrue();
    assertThat(new Sample(10, Double.NaN).isStale()).isFalse();
    assertThat(new Sample(10, 0).isStale()).isFalse();
  }

  @Test
  void theStaleMarkerIsThatOfPrometheus() {
    assertThat(Double.doubleToRawLongBits(StaleMarker.VALUE)).isEqualTo(0x7ff0000000000002L);
    assertThat(StaleMarker.VALUE).isNaN();
    assertThat(StaleMarker.is(Double.longBitsToDouble(0x7ff8000000000002L))).isFalse();
  }
}
