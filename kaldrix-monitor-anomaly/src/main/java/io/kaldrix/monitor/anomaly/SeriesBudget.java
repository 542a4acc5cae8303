package io.kaldrix.monitor.anomaly;

/** How many series may be watched, over all watches. For one thread. */
final class SeriesBudget {

  private final long most;
  private long taken;

  SeriesBudget(long most) {
    this.most = most;
  }

  /** Takes room for one series and returns whether there was any. */
  boolean take() {
    if (taken == most) {
      return false;
    }
    taken++;
    return true;
  }

  /** Gives back the room of one series. */
  void giveBack() {
    taken--;
  }
}
