package io.kaldrix.monitor.api.series;

/**
 * What is known of a metric beside its samples.
 *
 * @param type what its values mean
 * @param unit base unit such as {@code seconds}, or empty
 * @param help one sentence for people, or empty
 */
public record MetricMetadata(MetricType type, String unit, String help) {

  /** What is known of a metric that nobody described. */
  public static final MetricMetadata UNKNOWN = new MetricMetadata(MetricType.UNKNOWN, "", "");
}
