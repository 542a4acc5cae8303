package io.kaldrix.monitor.core.query.plan.window;

/** What is kept of the samples in a window, for each series, as samples come and leave. */
interface WindowState {

  /** Forgets all; from now on there are so many series, and the window ends there. */
  void resize(int series, long untilMillis);

  /** Forgets a series' samples. */
  void clear(int series);

  /**
   * Takes in a series' next sample.
   *
   * @param first whether it is the only one
   */
  void push(int series, boolean first, long millis, double value);

  /**
   * Lets a series' oldest sample go; there is another one.
   *
   * @param next the sample after it
   * @return false if that cannot be done without loss: then the series is to be read anew
   */
  boolean evict(int series, long millis, double value, long nextMillis, double next);

  /** Returns whether {@link #evict} must be told of the sample that follows. */
  default boolean asksForNext() {
    return true;
  }

  /** Returns whether all is to be read anew before the window ends there. */
  default boolean isWorn(long untilMillis) {
    return false;
  }
}
