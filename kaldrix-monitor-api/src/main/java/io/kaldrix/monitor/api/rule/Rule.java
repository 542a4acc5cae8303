package io.kaldrix.monitor.api.rule;

/** What a rule group evaluates: an {@link AlertRule} or a {@link RecordingRule}. */
public sealed interface Rule permits AlertRule, RecordingRule {

  /** Returns the alert's name, or the name of the metric that is recorded. */
  String name();

  /** Returns whether the rule is evaluated at all. */
  default boolean enabled() {
    return true;
  }
}
