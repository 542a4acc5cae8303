package io.kaldrix.monitor.core.meter;

import java.util.concurrent.atomic.AtomicLong;

/** What a collector reads and passes over. May be shared between threads. */
public final class CollectorFigures {

  private final AtomicLong passedOver = new AtomicLong();
  private final AtomicLong faults = new AtomicLong();
  private volatile int meters;

  CollectorFigures() {}

  void collected(int metersRead, int metersThatThrew) {
    meters = metersRead;
    if (metersThatThrew > 0) {
      faults.addAndGet(metersThatThrew);
    }
  }

  /** Counts a meter that is not read; returns whether it is the first. */
  boolean passOver() {
    return passedOver.getAndIncrement() == 0;
  }

  /** Returns how many meters the last tick read. */
  public int meters() {
    return meters;
  }

  /** Returns how many meters were passed over: too many, without totals, or a name taken. */
  public long passedOver() {
    return passedOver.get();
  }

  /** Returns how often reading a meter threw. */
  public long faults() {
    return faults.get();
  }
}
