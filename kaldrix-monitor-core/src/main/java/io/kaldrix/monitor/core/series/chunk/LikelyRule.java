package io.kaldrix.monitor.core.series.chunk;

/**
 * Which rule of an {@link IntegerColumn} fits, judged by a few of the integers: trying all rules on
 * all integers would take most of the time of encoding.
 */
final class LikelyRule {

  private static final int PROBES = 12;

  /** With fewer integers all rules can be tried. */
  static final int LEAST_NUMBERS = 2 * PROBES;

  private LikelyRule() {}

  /**
   * Returns the rule whose residuals are near each other at some places. Their distances count by
   * their bits, so that an outlier does not decide.
   *
   * @param count {@link #LEAST_NUMBERS} or more
   */
  static int of(long[] numbers, int count) {
    int stride = (count - 3) / PROBES;
    long number = numbers[2];
    long difference = number - numbers[1];
    long second = difference - (numbers[1] - numbers[0]);
    int level = 0;
    int delta = 0;
    int deltaOfDelta = 0;
    for (int i = 1; i <= PROBES; i++) {
      int at = 2 + i * stride;
      long probe = numbers[at];
      long probeDifference = probe - numbers[at - 1];
      long probeSecond = probeDifference - (numbers[at - 1] - numbers[at - 2]);
      level += Varint.signedWidth(probe - number);
      delta += Varint.signedWidth(probeDifference - difference);
      deltaOfDelta += Varint.signedWidth(probeSecond - second);
      number = probe;
      difference = probeDifference;
      second = probeSecond;
    }
    if (deltaOfDelta + PROBES / 4 < Math.min(level, delta)) {
      return IntegerColumn.DELTA_OF_DELTA;
    }
    return delta < level ? IntegerColumn.DELTA : IntegerColumn.LEVEL;
  }
}
