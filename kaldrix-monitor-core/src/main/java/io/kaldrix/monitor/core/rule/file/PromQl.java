package io.kaldrix.monitor.core.rule.file;

/** Which PromQL is spoken. */
public enum PromQl {
  /** What Prometheus 2 spoke: ranges include their first instant. */
  PROMETHEUS_2,

  /** What Prometheus 3 speaks by default. */
  PROMETHEUS_3,

  /** What Prometheus 3 speaks with all of its experimental features. */
  PROMETHEUS_3_EXPERIMENTAL
}
