package io.kaldrix.monitor.api.rule;

/**
 * What a rule group evaluates: an {@link AlertRule}, a {@link RecordingRule}, or an alarm as
 * CloudWatch has it, a {@link MetricAlarm} or a {@link CompositeAlarm}.
 */
public sealed interface Rule permits AlertRule, RecordingRule, MetricAlarm, CompositeAlarm {

  /** Returns the alert's or alarm's name, or the name of the metric that is recorded. */
  String name();

  /** Returns whether the rule is evaluated at all. */
  default boolean enabled() {
    return true;
  }
}
