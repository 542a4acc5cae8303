package io.kaldrix.monitor.anomaly;

import io.kaldrix.monitor.api.anomaly.Anomaly;
import io.kaldrix.monitor.api.anomaly.Score;
import io.kaldrix.monitor.api.label.Labels;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns one series' scores into anomalies: one begins with a score at or above the threshold and is
 * over once the score has been below it for {@value #QUIET_TICKS_TO_END} ticks, so that a short
 * lull does not make two of one. For one thread.
 */
final class Episode {

  static final int QUIET_TICKS_TO_END = 3;

  private final String watch;
  private final Labels series;
  private final String detector;
  private final double threshold;
  private final AnomalyLog log;

  private @Nullable Anomaly current;
  private long logId;
  private int quietTicks;
  private Instant quietSince = Instant.EPOCH;

  /**
   * Creates an episode that has not begun.
   *
   * @param threshold the least score in {@code [0, 1]} that is unusual
   */
  Episode(String watch, Labels series, String detector, double threshold, AnomalyLog log) {
    this.watch = watch;
    this.series = series;
    this.detector = detector;
    this.threshold = threshold;
    this.log = log;
  }

  /**
   * Takes note of a scored sample.
   *
   * @return whether an anomaly began with it
   */
  boolean follow(Instant at, double value, Score score) {
    if (!(score.value() >= threshold)) {
      quiet(at);
      return false;
    }
    quietTicks = 0;
    Anomaly before = current;
    if (before == null) {
      current = new Anomaly(watch, series, detector, at, Optional.empty(), peak(at, value, score));
      logId = log.open(current);
      return true;
    }
    if (score.value() > before.peak().score()) {
      replace(
          new Anomaly(
              watch, series, detector, before.start(), Optional.empty(), peak(at, value, score)));
    }
    return false;
  }

  /** Takes note of a tick at which nothing unusual was seen, or nothing at all. */
  void quiet(Instant at) {
    Anomaly before = current;
    if (before == null) {
      return;
    }
    if (quietTicks++ == 0) {
      quietSince = at;
    }
    if (quietTicks == QUIET_TICKS_TO_END) {
      replace(
          new Anomaly(
              watch, series, detector, before.start(), Optional.of(quietSince), before.peak()));
      current = null;
      quietTicks = 0;
    }
  }

  private void replace(Anomaly anomaly) {
    current = anomaly;
    log.change(logId, anomaly);
  }

  private static Anomaly.Peak peak(Instant at, double value, Score score) {
    return new Anomaly.Peak(
        at,
        value,
        score.value(),
        score.expected(),
        score.lower(),
        score.upper(),
        score.reason(value));
  }
}
