package io.kaldrix.monitor.anomaly.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WindowMomentsTest {

  private static final double CLOSE = 1e-9;

  private static final double[] OUTLIERS = {
    0.0, -0.0, 1, -1, 0.01, -0.01, 1e12, -1e100, 1e140, 1e-100, Double.MIN_VALUE
  };

  @Test
  void nothingIsKnownOfAnEmptyWindow() {
    WindowMoments moments = new WindowMoments(4);
    assertThat(moments.size()).isZero();
    assertThat(moments.mean()).isNaN();
    assertThat(moments.variance()).isNaN();
  }

  @Test
  void oneValueHasAMeanAndNoVariance() {
    WindowMoments moments = new WindowMoments(4);
    moments.add(7);
    assertThat(moments.mean()).isEqualTo(7);
    assertThat(moments.variance()).isNaN();
  }

  @Test
  void theOldestValueLeavesWhenTheWindowIsFull() {
    WindowMoments moments = new WindowMoments(3);
    for (double value : new double[] {100, 1, 2, 6}) {
      moments.add(value);
    }
    assertThat(moments.size()).isEqualTo(3);
    assertThat(moments.mean()).isEqualTo(3);
    assertThat(moments.variance()).isEqualTo(7);
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 200);
  }

  /** Returns 1 to 200 values with offsets and outliers that make a sum of squares useless. */
  private static double[] roughSeries(Random random) {
    int size = random.nextInt(8) == 0 ? 1 + 199 * random.nextInt(2) : 1 + random.nextInt(200);
    return random.doubles(size, -1, 1).map(noise -> roughened(noise, random)).toArray();
  }

  private static double roughened(double noise, Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> noise;
      case 1 -> 1e9 + noise;
      case 2 -> -1e15 + 1000 * noise;
      default -> OUTLIERS[random.nextInt(OUTLIERS.length)];
    };
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void isWhatAnExactRecomputationGives(long seed) {
    Random random = new Random(seed);
    double[] values = roughSeries(random);
    int window = random.nextInt(8) == 0 ? 2 + 38 * random.nextInt(2) : 2 + random.nextInt(39);
    WindowMoments moments = new WindowMoments(window);
    Deque<Double> latest = new ArrayDeque<>();
    for (double value : values) {
      moments.add(value);
      latest.add(value);
      if (latest.size() > window) {
        latest.remove();
      }
      assertMomentsOf(latest, moments);
    }
  }

  private static void assertMomentsOf(Deque<Double> values, WindowMoments moments) {
    BigDecimal sum = values.stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal mean = sum.divide(BigDecimal.valueOf(values.size()), new MathContext(300));
    double largest = values.stream().mapToDouble(Math::abs).max().orElseThrow();
    assertThat(moments.mean())
        .isCloseTo(mean.doubleValue(), within(CLOSE * largest + Double.MIN_NORMAL));
    if (values.size() > 1) {
      BigDecimal squares =
          values.stream()
              .map(value -> new BigDecimal(value).subtract(mean).pow(2))
              .reduce(BigDecimal.ZERO, BigDecimal::add);
      double variance =
          squares.divide(BigDecimal.valueOf(values.size() - 1L), new MathContext(40)).doubleValue();
      assertThat(moments.variance())
          .isCloseTo(variance, within(CLOSE * variance + Double.MIN_NORMAL));
    }
  }

  @ParameterizedTest(name = "window {0}")
  @ValueSource(ints = {8, 128, 1440})
  void staysExactOverMillionsOfSamplesWithALargeOffset(int window) {
    WindowMoments moments = new WindowMoments(window);
    double[] latest = new double[window];
    Random random = new Random(window);
    for (int i = 0; i < 5_000_000; i++) {
      double level = (i / 1_000_000) % 2 == 0 ? 1e9 : -3e6;
      double spike = i % 100_003 == 0 ? 1e15 : 0;
      double value = level + random.nextGaussian() + spike;
      moments.add(value);
      latest[i % window] = value;
      if (i >= window && i % 9_973 == 0) {
        assertIsTwoPass(latest, moments);
      }
    }
    assertIsTwoPass(latest, moments);
  }

  private static void assertIsTwoPass(double[] values, WindowMoments moments) {
    double pivot = values[0];
    double sum = 0;
    for (double value : values) {
      sum += value - pivot;
    }
    double meanDeviation = sum / values.length;
    double squares = 0;
    double rest = 0;
    for (double value : values) {
      double deviation = value - pivot - meanDeviation;
      squares += deviation * deviation;
      rest += deviation;
    }
    double variance = (squares - rest * rest / values.length) / (values.length - 1);
    double mean = pivot + meanDeviation;
    assertThat(moments.mean()).isCloseTo(mean, within(CLOSE * Math.abs(mean)));
    assertThat(moments.variance()).isCloseTo(variance, within(CLOSE * variance));
  }

  @Test
  void aConstantSeriesHasNoVarianceWhateverCameBefore() {
    WindowMoments moments = new WindowMoments(16);
    moments.add(1e200);
    for (int i = 0; i < 16; i++) {
      moments.add(0.1);
    }
    assertThat(moments.mean()).isEqualTo(0.1);
    assertThat(moments.variance()).isZero();
  }

  @Test
  void hugeValuesMakeTheVarianceInfiniteAndLeaveNothingBehind() {
    WindowMoments moments = new WindowMoments(8);
    for (int i = 0; i < 20; i++) {
      moments.add(i % 2 == 0 ? Double.MAX_VALUE : -Double.MAX_VALUE);
      assertThat(moments.mean()).isFinite();
    }
    assertThat(moments.variance()).isInfinite();
    for (int i = 1; i <= 8; i++) {
      moments.add(i);
    }
    assertThat(moments.mean()).isEqualTo(4.5);
    assertThat(moments.variance()).isEqualTo(6);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void refusesWhatIsNotFinite(double value) {
    WindowMoments moments = new WindowMoments(8);
    moments.add(1);
    assertThatIllegalArgumentException().isThrownBy(() -> moments.add(value));
    assertThat(moments.size()).isEqualTo(1);
    assertThat(moments.mean()).isEqualTo(1);
  }

  @ParameterizedTest(name = "window {0}")
  @ValueSource(ints = {-1, 1, 100_001})
  void refusesAWindowOutsideItsRange(int window) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WindowMoments(window))
        .withMessage("window is " + window + ", must be from 2 to 100000");
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void goesOnBitForBitAfterARestart(long seed) throws IOException {
    Random random = new Random(seed);
    double[] values = roughSeries(random);
    int at = random.nextInt(values.length);
    WindowMoments through = new WindowMoments(16);
    WindowMoments restarted = new WindowMoments(16);
    for (int i = 0; i < values.length; i++) {
      if (i == at) {
        restarted = copyOf(restarted);
      }
      through.add(values[i]);
      restarted.add(values[i]);
      assertThat(Double.doubleToRawLongBits(restarted.mean()))
          .isEqualTo(Double.doubleToRawLongBits(through.mean()));
      assertThat(Double.doubleToRawLongBits(restarted.variance()))
          .isEqualTo(Double.doubleToRawLongBits(through.variance()));
    }
  }

  private static WindowMoments copyOf(WindowMoments moments) throws IOException {
    WindowMoments copy = new WindowMoments(16);
    copy.restore(new DataInputStream(new ByteArrayInputStream(bytesOf(moments))));
    return copy;
  }

  private static byte[] bytesOf(WindowMoments moments) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    moments.save(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  @Test
  void refusesTheStateOfAnotherLengthOrVersionAndCutState() throws IOException {
    WindowMoments saved = new WindowMoments(16);
    for (int i = 0; i < 20; i++) {
      saved.add(i);
    }
    byte[] bytes = bytesOf(saved);
    assertThatIOException()
        .isThrownBy(() -> restore(new WindowMoments(17), bytes))
        .withMessage("window was 16 long, is now 17");
    WindowMoments half = new WindowMoments(16);
    half.add(1);
    byte[] cut = Arrays.copyOf(bytes, bytes.length - 1);
    assertThatIOException().isThrownBy(() -> restore(half, cut));
    assertThat(half.size()).isZero();
    bytes[0] = 9;
    assertThatIOException()
        .isThrownBy(() -> restore(new WindowMoments(16), bytes))
        .withMessage("window has version 9, must be 1");
  }

  private static void restore(WindowMoments moments, byte[] bytes) throws IOException {
    moments.restore(new DataInputStream(new ByteArrayInputStream(bytes)));
  }
}
