package io.kaldrix.monitor.plugin.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock for tests, which stands still until it is moved. May be shared between threads. */
public final class SettableClock implements InstantSource {

  private volatile Instant now;

  /** Creates a clock that stands at {@code start}. */
  public SettableClock(Instant start) {
    now = start;
  }

  @Override
  public Instant instant() {
    return now;
  }

  /** Moves the clock to {@code instant}. */
  public void set(Instant instant) {
    now = instant;
  }

  /** Moves the clock on by {@code duration}. */
  public void advance(Duration duration) {
    now = now.plus(duration);
  }
}
