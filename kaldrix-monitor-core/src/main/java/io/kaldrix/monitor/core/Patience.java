package io.kaldrix.monitor.core;

import java.time.Duration;

/** How much longer closing may take, all its steps together. */
final class Patience {

  /** What each step may take even when all is used up: most end at once. */
  private static final Duration LEAST = Duration.ofMillis(100);

  private final long endNanos;

  Patience(Duration whole) {
    this.endNanos = System.nanoTime() + whole.toNanos();
  }

  /** Returns what is left now, never less than a moment. */
  Duration now() {
    Duration left = Duration.ofNanos(endNanos - System.nanoTime());
    return left.compareTo(LEAST) < 0 ? LEAST : left;
  }
}
