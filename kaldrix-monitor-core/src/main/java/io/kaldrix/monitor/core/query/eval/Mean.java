package io.kaldrix.monitor.core.query.eval;

/**
 * The arithmetic mean of values as they come. For one thread.
 *
 * <p>It is the sum divided by the number, which is exact where it can be, until the sum would
 * overflow; from there on the mean itself is carried along. An infinity stays, and turns to NaN
 * only when the opposite one or NaN comes.
 */
final class Mean {

  private final KahanSum sum = new KahanSum(); // or the mean, once it is carried along
  private boolean carriesMean;
  private double count;

  void add(double value) {
    count++;
    if (!carriesMean) {
      if (count == 1 || !sum.overflowsWith(value)) {
        sum.add(value);
        return;
      }
      carriesMean = true;
      sum.scale(1 / (count - 1));
    }
    double mean = sum.rough();
    if (Double.isInfinite(mean)) {
      boolean same = Double.isInfinite(value) && (mean > 0) == (value > 0);
      if (same || Double.isFinite(value)) {
        return;
      }
    }
    sum.scale((count - 1) / count);
    sum.add(value / count);
  }

  double value() {
    return carriesMean ? sum.value() : sum.dividedBy(count);
  }
}
