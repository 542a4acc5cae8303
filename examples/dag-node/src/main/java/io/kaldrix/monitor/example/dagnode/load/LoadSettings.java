package io.kaldrix.monitor.example.dagnode.load;

import java.time.Duration;

/**
 * How busy the wallets are. The rate swings around its mean like a day's business, in a sine.
 *
 * @param transactionsPerSecond the mean rate, over 0
 * @param season how long one swing takes
 * @param swing how far the rate swings, as a ratio of the mean, from 0 to less than 1
 * @param seed decides who pays whom how much
 */
public record LoadSettings(double transactionsPerSecond, Duration season, double swing, long seed) {
  public LoadSettings {
    if (!(transactionsPerSecond > 0 && transactionsPerSecond <= 10_000)) {
      throw new IllegalArgumentException(
          "transactionsPerSecond is " + transactionsPerSecond + ", must be in (0, 10000]");
    }
    if (season.isNegative() || season.isZero()) {
      throw new IllegalArgumentException("season is " + season + ", must be more than zero");
    }
    if (!(swing >= 0 && swing < 1)) {
      throw new IllegalArgumentException("swing is " + swing + ", must be in [0, 1)");
    }
  }

  /** Returns a load that swings by a tenth around {@code transactionsPerSecond} every minute. */
  public static LoadSettings around(double transactionsPerSecond) {
    return new LoadSettings(transactionsPerSecond, Duration.ofMinutes(1), 0.1, 1);
  }

  /** Returns the rate in transactions per second, {@code elapsed} after the beginning. */
  double rateAt(Duration elapsed) {
    double turns = (double) elapsed.toNanos() / season.toNanos();
    return transactionsPerSecond * (1 + swing * Math.sin(2 * Math.PI * turns));
  }
}
