package io.kaldrix.monitor.core.alarm.file;

import io.kaldrix.monitor.api.rule.CompositeAlarm;
import io.kaldrix.monitor.core.alarm.composite.AlarmCondition;
import io.kaldrix.monitor.core.alarm.composite.AlarmRuleParser;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Reads composite alarms: the input of {@code PutCompositeAlarm}, or what describing one says. */
final class CompositeAlarmReader {

  private final MetricAlarmReader severities;

  CompositeAlarmReader(MetricAlarmReader severities) {
    this.severities = severities;
  }

  CompositeAlarm read(AlarmFields fields, String fallbackName) {
    String name = MetricAlarmReader.name(fields, fallbackName);
    Map<String, String> tags = fields.pairs("Tags", "Key", "Value");
    String rule =
        fields.requiredText("AlarmRule", "a rule such as ALARM(cpu) AND NOT ALARM(deploy)");
    CompositeAlarm alarm =
        fields.made(
            "composite alarm '" + name + "'",
            () -> {
              check(fields, rule);
              return new CompositeAlarm(
                  name,
                  fields.text("AlarmDescription").orElse(""),
                  rule,
                  suppressor(fields),
                  MetricAlarmReader.actions(fields),
                  severities.severity(tags, fields),
                  tags);
            });
    MetricAlarmReader.ignoreState(fields);
    fields.settings().refuseUnknown();
    return alarm;
  }

  private static void check(AlarmFields fields, String rule) {
    try {
      AlarmCondition unused = AlarmRuleParser.parse(rule);
    } catch (IllegalArgumentException e) {
      throw fields.invalid("AlarmRule", "a rule over alarms, but " + e.getMessage());
    }
  }

  private static Optional<CompositeAlarm.Suppressor> suppressor(AlarmFields fields) {
    Optional<Duration> wait = fields.seconds("ActionsSuppressorWaitPeriod");
    Optional<Duration> extension = fields.seconds("ActionsSuppressorExtensionPeriod");
    Optional<String> alarm = fields.text("ActionsSuppressor").filter(name -> !name.isBlank());
    if (alarm.isPresent() && wait.isEmpty()) {
      throw fields.invalid("ActionsSuppressorWaitPeriod", "a number of seconds");
    }
    if (alarm.isPresent() && extension.isEmpty()) {
      throw fields.invalid("ActionsSuppressorExtensionPeriod", "a number of seconds");
    }
    return alarm.map(
        name ->
            new CompositeAlarm.Suppressor(
                name, wait.orElse(Duration.ZERO), extension.orElse(Duration.ZERO)));
  }
}
