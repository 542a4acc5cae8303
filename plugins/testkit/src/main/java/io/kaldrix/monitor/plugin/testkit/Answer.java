package io.kaldrix.monitor.plugin.testkit;

import io.kaldrix.monitor.api.anomaly.Detector;
import io.kaldrix.monitor.api.anomaly.Score;

/** What a detector said of one sample, kept to be compared bit for bit. */
record Answer(
    boolean known, double score, double expected, double lower, double upper, String reason) {

  /** Has {@code detector} score a sample. */
  static Answer of(Detector detector, long timestampMillis, double value) {
    Score score = new Score();
    detector.score(timestampMillis, value, score);
    return new Answer(
        score.isKnown(),
        score.value(),
        score.expected(),
        score.lower(),
        score.upper(),
        score.reason(value));
  }
}
