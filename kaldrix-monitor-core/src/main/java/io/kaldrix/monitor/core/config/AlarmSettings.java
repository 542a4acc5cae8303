package io.kaldrix.monitor.core.config;

import io.kaldrix.monitor.api.alert.Severity;
import io.kaldrix.monitor.api.plugin.Settings;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where alarms of CloudWatch come from and what their metrics are here.
 *
 * @param files patterns of the JSON files that hold them, from the directory of the configuration
 * @param metrics PromQL by {@code Namespace/MetricName}
 * @param rangeFactor how many periods are looked at for each that counts, 1 to 10
 * @param severity of alarms that have no tag for it
 */
public record AlarmSettings(
    List<String> files, Map<String, String> metrics, double rangeFactor, Severity severity) {

  /** No files, no mappings, five periods for every three, medium. */
  public static final AlarmSettings DEFAULTS =
      new AlarmSettings(List.of(), Map.of(), 5.0 / 3, Severity.MEDIUM);

  private static final double MOST_PERIODS = 10;

  /** Creates settings. */
  public AlarmSettings {
    files = List.copyOf(files);
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    if (!(rangeFactor >= 1 && rangeFactor <= MOST_PERIODS)) {
      throw new IllegalArgumentException(
          "range factor is " + rangeFactor + ", must be from 1 to " + MOST_PERIODS);
    }
  }

  /** Reads settings from the section of the rules. */
  static AlarmSettings read(Settings rules, ExpressionCheck expressions) {
    Settings cloudWatch = rules.section("cloudwatch");
    Settings metricSection = cloudWatch.section("metrics");
    Map<String, String> metrics = cloudWatch.texts("metrics");
    metrics.forEach(
        (metric, expression) -> {
          metricSection.has(metric);
          if (!metric.contains("/")) {
            throw metricSection.invalid(
                metric, "under a name such as AWS/EC2/CPUUtilization: namespace, '/', metric");
          }
          expressions
              .problem(expression)
              .ifPresent(
                  problem -> {
                    throw metricSection.invalid(metric, "PromQL: " + problem);
                  });
        });
    Severity severity =
        cloudWatch
            .optionalString(Severity.LABEL)
            .map(
                name ->
                    Severity.named(name)
                        .orElseThrow(
                            () ->
                                cloudWatch.invalid(Severity.LABEL, "one of " + Severity.allowed())))
            .orElse(DEFAULTS.severity);
    AlarmSettings read =
        new AlarmSettings(
            rules.strings("alarms"),
            metrics,
            cloudWatch.number("range-factor", DEFAULTS.rangeFactor, 1, MOST_PERIODS),
            severity);
    cloudWatch.refuseUnknown();
    return read;
  }
}
