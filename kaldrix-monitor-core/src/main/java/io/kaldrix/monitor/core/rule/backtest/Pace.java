package io.kaldrix.monitor.core.rule.backtest;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Tells how far a backtest is. The rest is taken to cost per tick what the ticks lately did, as the
 * first ones are slow. For one thread.
 */
final class Pace {

  private static final long NANOS_BETWEEN_NEWS = 1_000_000_000;

  /** The weight of what was seen last in the cost of a tick. */
  private static final double RECENT = 0.5;

  private final Instant to;
  private final long all;
  private final LongSupplier nanoTime;
  private final Consumer<BacktestProgress> listener;
  private final long startNanos;
  private long lastNanos;
  private long lastTicks;
  private double nanosPerTick = Double.NaN;

  Pace(
      Instant from,
      Instant to,
      Duration step,
      LongSupplier nanoTime,
      Consumer<BacktestProgress> listener) {
    this.to = to;
    this.all = Duration.between(from, to).dividedBy(step) + 1;
    this.nanoTime = nanoTime;
    this.listener = listener;
    this.startNanos = nanoTime.getAsLong();
    this.lastNanos = startNanos;
  }

  void ticked(Instant now, long ticks) {
    long nanos = nanoTime.getAsLong();
    if (nanos - lastNanos < NANOS_BETWEEN_NEWS) {
      return;
    }
    double lately = (double) (nanos - lastNanos) / (ticks - lastTicks);
    nanosPerTick =
        Double.isNaN(nanosPerTick) ? lately : RECENT * lately + (1 - RECENT) * nanosPerTick;
    lastNanos = nanos;
    lastTicks = ticks;
    listener.accept(
        new BacktestProgress(
            now,
            (double) ticks / all,
            Duration.ofNanos(nanos - startNanos),
            Duration.ofNanos(Math.round(nanosPerTick * (all - ticks)))));
  }

  /** Tells of the end, and returns how long it took. */
  Duration finished() {
    Duration elapsed = Duration.ofNanos(nanoTime.getAsLong() - startNanos);
    listener.accept(new BacktestProgress(to, 1, elapsed, Duration.ZERO));
    return elapsed;
  }
}
