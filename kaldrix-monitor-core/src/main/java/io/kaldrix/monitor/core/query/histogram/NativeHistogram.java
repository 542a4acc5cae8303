package io.kaldrix.monitor.core.query.histogram;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;

/**
 * Counts of values per bucket, their number and sum, as one value. Immutable; may be shared between
 * threads.
 *
 * <p>With a schema from -4 to 8, bounds are powers of {@code 2^(2^-schema)}: the bucket of index
 * {@code i} reaches from the power {@code i - 1} to the power {@code i}, its upper bound included;
 * negative values have buckets of their own, mirrored, and those near zero are in the zero bucket.
 * With {@link #CUSTOM} the upper bounds are listed, and one more bucket takes what is above them.
 *
 * <p>Source: Prometheus, "Native Histograms" specification 1.0.
 *
 * @param schema how fine the buckets are, or {@link #CUSTOM}
 * @param hint what is known of a reset before this one
 * @param count how many values there were; more than in all buckets if some were NaN
 * @param sum of all values
 * @param zeroThreshold how far the zero bucket reaches to either side
 * @param zeroCount how many values are in it
 * @param positive counts of what is above; with custom bounds, of all
 * @param negative counts of what is below
 * @param bounds ascending upper bounds; empty unless the schema is {@link #CUSTOM}
 */
public record NativeHistogram(
    int schema,
    ResetHint hint,
    double count,
    double sum,
    double zeroThreshold,
    double zeroCount,
    Counts positive,
    Counts negative,
    List<Double> bounds) {

  /** The schema of histograms whose bounds are listed. */
  public static final int CUSTOM = -53;

  /** Creates a histogram. */
  public NativeHistogram {
    bounds = List.copyOf(bounds);
  }

  /** Returns whether the bounds are listed. */
  public boolean isCustom() {
    return schema == CUSTOM;
  }

  /** Returns this histogram with another hint. */
  public NativeHistogram withHint(ResetHint newHint) {
    return new NativeHistogram(
        schema, newHint, count, sum, zeroThreshold, zeroCount, positive, negative, bounds);
  }

  /** Returns this histogram as it is when the one before in its series was passed over. */
  public NativeHistogram outOfSequence() {
    return hint == ResetHint.GAUGE ? this : withHint(ResetHint.UNKNOWN);
  }

  /** Returns this histogram with a hint found out from the one before in its series. */
  public NativeHistogram after(NativeHistogram before) {
    boolean unknown = hint == ResetHint.UNKNOWN && before.hint != ResetHint.GAUGE;
    return unknown ? withHint(isResetAfter(before) ? ResetHint.RESET : ResetHint.NOT_RESET) : this;
  }

  /** Returns a histogram of the same buckets without any value. */
  public NativeHistogram emptied() {
    return new NativeHistogram(
        schema, hint, 0, 0, zeroThreshold, 0, Counts.NONE, Counts.NONE, bounds);
  }

  /** Returns this histogram with all counts and the sum changed alike. */
  public NativeHistogram mapped(DoubleUnaryOperator change) {
    return new NativeHistogram(
        schema,
        hint,
        change.applyAsDouble(count),
        change.applyAsDouble(sum),
        zeroThreshold,
        change.applyAsDouble(zeroCount),
        positive.mapped(change),
        negative.mapped(change),
        bounds);
  }

  /** Returns all counts and the sum multiplied; a factor below zero makes it a gauge. */
  public NativeHistogram times(double factor) {
    NativeHistogram product = mapped(value -> value * factor);
    return factor < 0 ? product.withHint(ResetHint.GAUGE) : product;
  }

  /** Returns all counts and the sum divided; of a division by zero, no buckets are left. */
  public NativeHistogram dividedBy(double divisor) {
    NativeHistogram quotient = mapped(value -> value / divisor);
    if (divisor == 0) {
      return new NativeHistogram(
          schema,
          hint,
          quotient.count(),
          quotient.sum(),
          zeroThreshold,
          quotient.zeroCount(),
          Counts.NONE,
          Counts.NONE,
          bounds);
    }
    return divisor < 0 ? quotient.withHint(ResetHint.GAUGE) : quotient;
  }

  /** Returns whether values of both can be counted in buckets of one kind. */
  public boolean isCompatibleWith(NativeHistogram other) {
    return isCustom() == other.isCustom();
  }

  /** Returns whether both have listed bounds, but not the same. */
  public boolean hasOtherBounds(NativeHistogram other) {
    return isCustom() && other.isCustom() && !bounds.equals(other.bounds);
  }

  /**
   * Returns this histogram and {@code factor} times another, in buckets so fine that both fit.
   *
   * @throws IllegalArgumentException if they are not compatible
   */
  public NativeHistogram plus(NativeHistogram other, double factor) {
    if (!isCompatibleWith(other)) {
      throw new IllegalArgumentException("schema " + schema + " and " + other.schema);
    }
    NativeHistogram left = BucketLayouts.fitted(this, other);
    NativeHistogram right = BucketLayouts.fitted(other, left);
    left = BucketLayouts.fitted(left, right);
    return new NativeHistogram(
        left.schema,
        hint.and(other.hint),
        count + factor * other.count,
        sum + factor * other.sum,
        left.zeroThreshold,
        left.zeroCount + factor * right.zeroCount,
        left.positive.plus(right.positive, factor),
        left.negative.plus(right.negative, factor),
        left.bounds);
  }

  /**
   * Returns what is made of at least one histogram by reducing each count and the sums alike, in
   * buckets that fit all.
   *
   * @throws IllegalArgumentException if they are not compatible
   */
  public static NativeHistogram reduced(
      List<NativeHistogram> histograms, ToDoubleFunction<double[]> reduction) {
    NativeHistogram total = histograms.get(0);
    for (NativeHistogram histogram : histograms.subList(1, histograms.size())) {
      total = total.plus(histogram, 1);
    }
    NativeHistogram layout = total;
    List<NativeHistogram> fitted =
        histograms.stream().map(one -> BucketLayouts.fitted(one, layout)).toList();
    return new NativeHistogram(
        layout.schema,
        layout.hint,
        reduced(fitted, reduction, NativeHistogram::count),
        reduced(fitted, reduction, NativeHistogram::sum),
        layout.zeroThreshold,
        reduced(fitted, reduction, NativeHistogram::zeroCount),
        Counts.reduced(fitted.stream().map(NativeHistogram::positive).toList(), reduction),
        Counts.reduced(fitted.stream().map(NativeHistogram::negative).toList(), reduction),
        layout.bounds);
  }

  private static double reduced(
      List<NativeHistogram> histograms,
      ToDoubleFunction<double[]> reduction,
      ToDoubleFunction<NativeHistogram> part) {
    return reduction.applyAsDouble(histograms.stream().mapToDouble(part).toArray());
  }

  /** Returns whether counting began anew between {@code before} and this one. */
  public boolean isResetAfter(NativeHistogram before) {
    if (hint == ResetHint.RESET || hint == ResetHint.NOT_RESET) {
      return hint == ResetHint.RESET;
    }
    boolean coarser = !isCustom() && !before.isCustom() && schema <= before.schema;
    if (count < before.count || isCustom() != before.isCustom() || !(coarser || isCustom())) {
      return true;
    }
    if (zeroThreshold < before.zeroThreshold) {
      return true;
    }
    NativeHistogram then = BucketLayouts.fitted(before, this);
    NativeHistogram now = isCustom() ? BucketLayouts.fitted(this, then) : this;
    return then.zeroThreshold != now.zeroThreshold
        || now.zeroCount < then.zeroCount
        || now.positive.anyBelow(then.positive)
        || now.negative.anyBelow(then.negative);
  }

  /** Returns whether two say the same, whatever is known of resets. */
  public boolean isSameAs(NativeHistogram other) {
    return withHint(ResetHint.UNKNOWN).equals(other.withHint(ResetHint.UNKNOWN));
  }

  /**
   * Returns the buckets that are not empty, in ascending order of values. The zero bucket has one
   * side only if there are values on that side alone, and the first one of custom bounds begins at
   * zero if it ends above.
   */
  public List<Bucket> buckets() {
    List<Bucket> buckets = new ArrayList<>();
    for (Map.Entry<Integer, Double> entry : negative.asMap().descendingMap().entrySet()) {
      int index = entry.getKey();
      buckets.add(
          new Bucket(
              -BucketLayouts.bound(schema, index),
              -BucketLayouts.bound(schema, index - 1),
              entry.getValue(),
              false));
    }
    if (zeroCount != 0) {
      boolean onlyAbove = negative.isEmpty() && !positive.isEmpty();
      boolean onlyBelow = positive.isEmpty() && !negative.isEmpty();
      buckets.add(
          new Bucket(
              onlyAbove ? 0 : -zeroThreshold, onlyBelow ? 0 : zeroThreshold, zeroCount, true));
    }
    for (Map.Entry<Integer, Double> entry : positive.asMap().entrySet()) {
      int index = entry.getKey();
      buckets.add(
          isCustom()
              ? new Bucket(lowerBound(index), upperBound(index), entry.getValue(), true)
              : new Bucket(
                  BucketLayouts.bound(schema, index - 1),
                  BucketLayouts.bound(schema, index),
                  entry.getValue(),
                  false));
    }
    return buckets;
  }

  private double lowerBound(int index) {
    if (index > 0) {
      return bounds.get(index - 1);
    }
    return upperBound(0) > 0 && !bounds.isEmpty() ? 0 : Double.NEGATIVE_INFINITY;
  }

  private double upperBound(int index) {
    return index < bounds.size() ? bounds.get(index) : Double.POSITIVE_INFINITY;
  }

  /** Returns the variance of all values, each taken to be in the middle of its bucket. */
  public double variance() {
    double mean = sum / count;
    double squares = 0;
    for (Bucket bucket : buckets()) {
      boolean aroundZero = !isCustom() && bucket.lower() <= 0 && bucket.upper() >= 0;
      double middle = aroundZero ? 0 : isCustom() ? centre(bucket) : bucket.middle();
      squares += bucket.count() * (middle - mean) * (middle - mean);
    }
    return squares / count;
  }

  private static double centre(Bucket bucket) {
    return (bucket.lower() + bucket.upper()) / 2;
  }

  /** Returns as Prometheus writes it, for label values and messages. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{count:").append(number(count));
    text.append(", sum:").append(number(sum));
    for (Bucket bucket : buckets()) {
      text.append(", ").append(BucketLayouts.describe(this, bucket));
    }
    return text.append('}').toString();
  }

  private static String number(double value) {
    return BucketLayouts.number(value);
  }
}
