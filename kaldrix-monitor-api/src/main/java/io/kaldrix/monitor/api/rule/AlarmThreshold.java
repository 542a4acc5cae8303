package io.kaldrix.monitor.api.rule;

/** What the datapoints of an alarm are compared with. */
public sealed interface AlarmThreshold {

  /** One number. */
  record Fixed(double value) implements AlarmThreshold {
    /** Creates a threshold. */
    public Fixed {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("threshold is " + value + ", must be a finite number");
      }
    }
  }

  /**
   * The band that an {@code ANOMALY_DETECTION_BAND} expression returns.
   *
   * @param id the expression's id among the alarm's metric queries
   */
  record Band(String id) implements AlarmThreshold {}
}
