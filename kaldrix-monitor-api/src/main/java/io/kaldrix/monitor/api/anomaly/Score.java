package io.kaldrix.monitor.api.anomaly;

import org.jspecify.annotations.Nullable;

/**
 * A detector's answer for one sample. Belongs to the caller, who hands the same one in again and
 * again, so that scoring does not allocate. For one thread.
 */
public final class Score {

  private double value = Double.NaN;
  private double expected = Double.NaN;
  private double lower = Double.NaN;
  private double upper = Double.NaN;
  private @Nullable Reason reason;

  /** Creates an answer in which nothing is known yet. */
  public Score() {}

  /** Words for a score, made only when somebody reads them. */
  @FunctionalInterface
  public interface Reason {
    /** Returns one sentence that says why {@code sampleValue} got {@code score}. */
    String describe(double sampleValue, Score score);
  }

  /** Says that nothing is known yet, or that the value cannot be scored. */
  public void unknown() {
    value = Double.NaN;
    expected = Double.NaN;
    lower = Double.NaN;
    upper = Double.NaN;
    reason = null;
  }

  /**
   * Gives the answer.
   *
   * @param score in {@code [0, 1]}: 0 ordinary, 1 most unusual
   * @param expectedValue what would have been ordinary, in the series' unit
   * @param lowerBound below this is unusual; may be negative infinity
   * @param upperBound above this is unusual; may be infinity
   * @param words why; a constant, as a lambda that captures would allocate
   * @throws IllegalArgumentException if {@code score} is outside its range
   */
  public void set(
      double score, double expectedValue, double lowerBound, double upperBound, Reason words) {
    if (!(score >= 0 && score <= 1)) {
      throw new IllegalArgumentException("score is " + score + ", must be in [0, 1]");
    }
    value = score;
    expected = expectedValue;
    lower = lowerBound;
    upper = upperBound;
    reason = words;
  }

  /** Returns whether the sample was scored. */
  public boolean isKnown() {
    return !Double.isNaN(value);
  }

  /** Returns the score in {@code [0, 1]}, {@code NaN} if not known. */
  public double value() {
    return value;
  }

  /** Returns what would have been ordinary, {@code NaN} if not known. */
  public double expected() {
    return expected;
  }

  /** Returns the value below which a sample is unusual, {@code NaN} if not known. */
  public double lower() {
    return lower;
  }

  /** Returns the value above which a sample is unusual, {@code NaN} if not known. */
  public double upper() {
    return upper;
  }

  /** Returns one sentence that says why {@code sampleValue} got this score. */
  public String reason(double sampleValue) {
    return reason == null ? "still learning" : reason.describe(sampleValue, this);
  }
}
