package io.kaldrix.monitor.core.rule;

import io.kaldrix.monitor.api.alert.Severity;
import io.kaldrix.monitor.api.rule.AlertRule;
import io.kaldrix.monitor.api.rule.Grading;
import io.kaldrix.monitor.api.rule.RecordingRule;
import io.kaldrix.monitor.api.rule.Rule;
import io.kaldrix.monitor.api.rule.RuleGroup;
import java.util.Map;
import java.util.TreeMap;

/** Tells one rule from another, today and after a restart. */
final class RuleKey {

  private RuleKey() {}

  /** Returns what tells a group from all others. */
  static String of(RuleGroup group) {
    return group.file() + ";" + group.name();
  }

  /**
   * Returns what tells a rule from the others of its group, except from one that has the same name
   * and labels. The expression is not part of it: who corrects one does not want alerts to begin
   * anew.
   */
  static String of(RuleGroup group, Rule rule) {
    Map<String, String> labels = new TreeMap<>(group.labels());
    if (rule instanceof AlertRule alert) {
      labels.putAll(alert.labels());
      if (alert.grading() instanceof Grading.Fixed fixed) {
        labels.putIfAbsent(Severity.LABEL, fixed.severity().label());
      }
    } else if (rule instanceof RecordingRule recording) {
      labels.putAll(recording.labels());
    }
    return of(group) + ";" + rule.getClass().getSimpleName() + ";" + rule.name() + labels;
  }
}
