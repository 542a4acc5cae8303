package io.kaldrix.monitor.api.anomaly;

import io.kaldrix.monitor.api.label.Labels;
import java.time.Instant;
import java.util.Optional;

/**
 * A stretch of unusual samples of one series.
 *
 * @param watch the name of the watch that the series belongs to
 * @param series the labels of the watched series
 * @param detector the name of the detector that found it
 * @param start the first unusual sample's time
 * @param end when it was over, empty if it goes on
 * @param peak the most unusual sample
 */
public record Anomaly(
    String watch, Labels series, String detector, Instant start, Optional<Instant> end, Peak peak) {

  /**
   * The most unusual sample of an anomaly.
   *
   * @param at its time
   * @param value its value
   * @param score its score in {@code [0, 1]}
   * @param expected what would have been ordinary
   * @param lower below this was unusual
   * @param upper above this was unusual
   * @param reason one sentence that says why
   */
  public record Peak(
      Instant at,
      double value,
      double score,
      double expected,
      double lower,
      double upper,
      String reason) {}
}
