package io.kaldrix.monitor.core.query;

/** Whose PromQL is spoken where versions of Prometheus differ. */
public enum PrometheusVersion {
  /** Ranges include their first instant, and {@code holt_winters} has its old name. */
  PROMETHEUS_2,
  /** Ranges begin after their first instant. */
  PROMETHEUS_3
}
