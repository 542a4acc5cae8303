package io.kaldrix.monitor.anomaly.control;

import io.kaldrix.monitor.anomaly.statistics.WindowMoments;
import io.kaldrix.monitor.api.anomaly.Detector;
import io.kaldrix.monitor.api.anomaly.DetectorProvider;
import io.kaldrix.monitor.api.anomaly.Score;
import io.kaldrix.monitor.api.plugin.Settings;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Locale;

/**
 * A control chart over a sliding window: a sample is unusual if it lies many standard deviations
 * from the mean of the samples before it. Memory is 16 bytes for each sample of the window; time
 * per sample does not grow with the window.
 *
 * <p>At a distance of {@code z} standard deviations and a threshold of {@code t} the score is
 * {@code z² / (z² + t²)}: 0 at the mean, 0.5 at the threshold, towards 1 far out. The bounds are
 * where it is 0.5. The standard deviation is the sample's, with {@code n - 1} as divisor.
 *
 * <p>It is taken as at least {@value #LEAST_SIGMA_OF_MEAN} of the mean's magnitude, so that a
 * constant series is not unusual for its last digits, and any other step away from constancy is.
 * Magnitudes above {@link WindowMoments#LARGEST} count as that.
 *
 * <p>Source: W. A. Shewhart, "Economic Control of Quality of Manufactured Product", 1931, with the
 * window for the sample of the process.
 */
final class ZScoreDetector implements Detector {

  /** Samples to learn from before the first score; fewer give an unsteady deviation. */
  static final int WARM_UP_SAMPLES = 30;

  static final int LEAST_WINDOW = 8;
  static final int DEFAULT_WINDOW = 128;
  static final double DEFAULT_THRESHOLD_SIGMAS = 3.5;

  static final double LEAST_SIGMA_OF_MEAN = 1e-9;

  /** Below this, squares of deviations sink out of the range of a double. */
  private static final double LEAST_SIGMA = 1e-150;

  /** So many standard deviations are not a distance any more but a constant series left. */
  private static final double BEYOND_COUNTING = 1e6;

  private static final byte VERSION = 1;

  private final WindowMoments window;
  private final int warmUpSamples;
  private final double thresholdSigmas;
  private final Score.Reason words = this::describe;

  /**
   * Creates a chart that has seen nothing.
   *
   * @param window samples to compare with, from 8 to 100,000; scores begin with the 30th sample, or
   *     once the window is full if that is sooner
   * @param thresholdSigmas how many standard deviations score 0.5, above zero
   * @throws IllegalArgumentException if a parameter is outside its range
   */
  ZScoreDetector(int window, double thresholdSigmas) {
    if (window < LEAST_WINDOW) {
      throw new IllegalArgumentException(
          "window is " + window + ", must be " + LEAST_WINDOW + " or more");
    }
    if (!(thresholdSigmas > 0 && Double.isFinite(thresholdSigmas))) {
      throw new IllegalArgumentException(
          "threshold is " + thresholdSigmas + ", must be above zero and finite");
    }
    this.window = new WindowMoments(window);
    this.warmUpSamples = Math.min(window, WARM_UP_SAMPLES);
    this.thresholdSigmas = thresholdSigmas;
  }

  @Override
  public void score(long timestampMillis, double value, Score score) {
    if (!Double.isFinite(value)) {
      score.unknown();
      return;
    }
    if (window.size() < warmUpSamples) {
      score.unknown();
    } else {
      compare(WindowMoments.clamped(value), score);
    }
    window.add(value);
  }

  private void compare(double value, Score score) {
    double mean = window.mean();
    double sigma =
        Math.max(
            Math.sqrt(window.variance()),
            Math.max(LEAST_SIGMA_OF_MEAN * Math.abs(mean), LEAST_SIGMA));
    double reach = thresholdSigmas * sigma;
    double share = (value - mean) / reach;
    double square = share * share;
    double answer = square == Double.POSITIVE_INFINITY ? 1 : square / (1 + square);
    score.set(answer, mean, mean - reach, mean + reach, words);
  }

  private String describe(double value, Score score) {
    double reach = score.upper() - score.expected();
    double sigmas = Math.abs(value - score.expected()) / reach * thresholdSigmas;
    if (sigmas > BEYOND_COUNTING) {
      return shortened(value) + " comes after a constant " + shortened(score.expected());
    }
    return String.format(
        Locale.ROOT,
        "%s is %.1f standard deviations %s the recent mean of %s; %.1f were allowed",
        shortened(value),
        sigmas,
        value < score.expected() ? "below" : "above",
        shortened(score.expected()),
        thresholdSigmas);
  }

  private static String shortened(double value) {
    return String.format(Locale.ROOT, "%.6g", value);
  }

  @Override
  public void save(DataOutput out) throws IOException {
    out.writeByte(VERSION);
    window.save(out);
  }

  @Override
  public void restore(DataInput in) throws IOException {
    byte version = in.readByte();
    if (version != VERSION) {
      throw new IOException("z-score has version " + version + ", must be " + VERSION);
    }
    window.restore(in);
  }

  /** Offers the chart under the name {@code z-score}. */
  public static final class Provider implements DetectorProvider {

    /** Creates the provider. */
    public Provider() {}

    @Override
    public String name() {
      return "z-score";
    }

    @Override
    public Detector create(Settings settings) {
      long window =
          settings.integer("window", DEFAULT_WINDOW, LEAST_WINDOW, WindowMoments.LONGEST_WINDOW);
      double threshold = settings.number("threshold", DEFAULT_THRESHOLD_SIGMAS, 0.1, 1000);
      return new ZScoreDetector((int) window, threshold);
    }
  }
}
