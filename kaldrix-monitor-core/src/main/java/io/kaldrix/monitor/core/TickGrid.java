package io.kaldrix.monitor.core;

/**
 * Decides when ticks are: at every multiple of the interval since the epoch. Holds nothing, reads
 * no clock.
 *
 * @param intervalMillis time between ticks, above zero
 */
record TickGrid(long intervalMillis) {

  /**
   * What to do when the thread has woken.
   *
   * @param tick whether there is a tick now
   * @param tickMillis the instant that the tick bears, or the last one's if there is none
   * @param missed ticks that were left out since the last one
   * @param setBack whether the clock was set back by more than an interval: ticks then go on from
   *     the last one, since samples of the past could not be told from those there are
   */
  record Step(boolean tick, long tickMillis, long missed, boolean setBack) {}

  /** Returns the last instant of the grid that is not after {@code millis}. */
  long floor(long millis) {
    return Math.floorDiv(millis, intervalMillis) * intervalMillis;
  }

  /** Returns how long to wait at {@code nowMillis} for the tick after {@code lastMillis}. */
  long delayMillis(long lastMillis, long nowMillis) {
    long next = Math.max(floor(nowMillis), lastMillis) + intervalMillis;
    return Math.min(next - nowMillis, intervalMillis);
  }

  /** Returns what to do at {@code nowMillis}, the last tick having been at {@code lastMillis}. */
  Step step(long lastMillis, long nowMillis) {
    long cell = floor(nowMillis);
    if (cell == lastMillis) {
      return new Step(false, lastMillis, 0, false); // woken a moment early
    }
    if (cell < lastMillis) {
      return new Step(true, lastMillis + intervalMillis, 0, true);
    }
    return new Step(true, cell, (cell - lastMillis) / intervalMillis - 1, false);
  }
}
