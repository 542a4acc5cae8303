package io.kaldrix.monitor.core.alarm;

import io.kaldrix.monitor.api.rule.Statistic;

/**
 * Tells when a percentile has too few samples to mean much: fewer than 10 beyond it. Source: the
 * CloudWatch user guide, percentile-based alarms and low data samples.
 */
public final class FewSamples {

  private FewSamples() {}

  /** Returns how many samples are enough for the statistic, 0 if any number is. */
  public static double enough(Statistic statistic) {
    if (statistic.kind() != Statistic.Kind.PERCENTILE || statistic.upper().isEmpty()) {
      return 0;
    }
    double p = statistic.upper().get().value() / 100;
    if (p <= 0 || p >= 1) {
      return 0;
    }
    return p >= 0.5 ? 10 / (1 - p) : 10 / p;
  }

  /** Returns whether {@code samples} are too few for the statistic. */
  public static boolean are(Statistic statistic, long samples) {
    return samples < enough(statistic) - 1e-6; // 10 / (1 - 0.99) is a little above 1,000
  }
}
