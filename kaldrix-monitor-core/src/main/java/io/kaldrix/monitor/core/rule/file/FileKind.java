package io.kaldrix.monitor.core.rule.file;

import io.kaldrix.monitor.api.plugin.Settings;
import io.kaldrix.monitor.core.config.ConfigurationFile;
import java.nio.file.Path;
import java.util.Set;

/** What a YAML or JSON file is about. */
public enum FileKind {
  /** A monitor's configuration. */
  CONFIGURATION,
  /** Rule groups as Prometheus has them. */
  RULES,
  /** Unit tests of rules as promtool has them. */
  RULE_TESTS,
  /** Alarms as CloudWatch has them. */
  ALARMS;

  private static final Set<String> OF_TESTS =
      Set.of(
          "rule_files",
          "alarm_files",
          "tests",
          "evaluation_interval",
          "group_eval_order",
          "fuzzy_compare");
  private static final Set<String> OF_ALARMS =
      Set.of(
          "MetricAlarms",
          "CompositeAlarms",
          "AlarmMuteRules",
          "AnomalyDetectors",
          "AlarmName",
          "alarm_name",
          "alarmName",
          "Resources");

  /**
   * Returns what a file seems to be about, by the keys at its top.
   *
   * @throws io.kaldrix.monitor.api.plugin.SettingsException if it cannot be read
   */
  public static FileKind of(Path file) {
    Settings settings = ConfigurationFile.loadVerbatim(file);
    Set<String> keys = settings.keys();
    if (keys.contains("groups")) {
      return RULES;
    }
    if (keys.stream().anyMatch(OF_TESTS::contains)) {
      return RULE_TESTS;
    }
    return keys.stream().anyMatch(OF_ALARMS::contains) ? ALARMS : CONFIGURATION;
  }
}
