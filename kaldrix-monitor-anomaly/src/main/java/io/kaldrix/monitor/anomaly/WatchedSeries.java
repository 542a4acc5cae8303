package io.kaldrix.monitor.anomaly;

import io.kaldrix.monitor.api.anomaly.Detector;
import io.kaldrix.monitor.api.anomaly.Score;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is kept for one series of one watch. For one thread. */
final class WatchedSeries {

  private final Detector detector;
  private final Episode episode;
  private final Supplier<ScoreSeries> opener;

  /** Opened with the first score: a series that is never scored costs none of its own. */
  private @Nullable ScoreSeries scores;

  private boolean seen;
  private int absentTicks;

  WatchedSeries(Detector detector, Episode episode, Supplier<ScoreSeries> opener) {
    this.detector = detector;
    this.episode = episode;
    this.opener = opener;
  }

  Detector detector() {
    return detector;
  }

  /** Says that the series is there at this tick. */
  void present() {
    seen = true;
    absentTicks = 0;
  }

  /**
   * Scores the newest sample and writes the answer.
   *
   * @return whether an anomaly began
   */
  boolean score(Instant tick, double value, Score answer) {
    answer.unknown();
    detector.score(tick.toEpochMilli(), value, answer);
    if (!answer.isKnown()) {
      unscored(tick);
      return false;
    }
    ScoreSeries target = scores;
    if (target == null) {
      target = opener.get();
      scores = target;
    }
    target.append(tick.toEpochMilli(), answer);
    return episode.follow(tick, value, answer);
  }

  /** Says that there is no score at this tick. */
  void unscored(Instant tick) {
    if (scores != null) {
      scores.end(tick.toEpochMilli());
    }
    episode.quiet(tick);
  }

  /** Ends a tick and returns for how many ticks in a row the series has been absent. */
  int endTick(Instant tick) {
    if (!seen) {
      unscored(tick);
      absentTicks++;
    }
    seen = false;
    return absentTicks;
  }
}
