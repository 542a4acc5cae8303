package io.kaldrix.monitor.api.rule;

import io.kaldrix.monitor.api.plugin.DurationText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes the rules of a service level objective. */
final class SloRules {

  private static final String RATIO = "slo:error_ratio:rate";

  private SloRules() {}

  static List<RuleGroup> of(ServiceLevelObjective slo) {
    Map<String, String> labels = new TreeMap<>(slo.labels());
    labels.put(ServiceLevelObjective.NAME_LABEL, slo.name());
    List<Rule> recorded = new ArrayList<>();
    for (Duration window : slo.windows()) {
      String text = DurationText.format(window);
      recorded.add(
          new RecordingRule(
              RATIO + text, slo.errorRatio().replace(ServiceLevelObjective.WINDOW, text), labels));
    }
    recorded.add(
        new RecordingRule("slo:objective:ratio", "vector(" + slo.objective() + ")", labels));
    for (Duration window : slo.windows()) {
      String text = DurationText.format(window);
      recorded.add(
          new RecordingRule(
              "slo:error_budget:burn_rate" + text,
              ratio(slo, window) + " / " + slo.budget(),
              labels));
    }
    List<Rule> alerts = new ArrayList<>();
    for (ServiceLevelObjective.Burn burn : slo.burns()) {
      alerts.add(alert(slo, burn, labels));
    }
    return List.of(
        RuleGroup.named("slo-" + slo.name() + "-ratios").rules(recorded).of(),
        RuleGroup.named("slo-" + slo.name() + "-alerts").rules(alerts).of());
  }

  private static AlertRule alert(
      ServiceLevelObjective slo, ServiceLevelObjective.Burn burn, Map<String, String> labels) {
    double factor = burn.factor(slo.period());
    String bound = " > " + factor + " * " + slo.budget();
    String longWindow = DurationText.format(burn.longWindow());
    AlertRule.Builder rule =
        AlertRule.when(
                ratio(slo, burn.longWindow())
                    + bound
                    + " and "
                    + ratio(slo, burn.shortWindow())
                    + bound)
            .severity(burn.severity())
            .label("long_window", longWindow)
            .label("short_window", DurationText.format(burn.shortWindow()))
            .summary(
                "{{ $labels.slo }} spends its error budget at more than "
                    + factor
                    + " times the steady rate")
            .annotation(
                "description",
                "{{ $value | humanizePercentage }} of the last "
                    + longWindow
                    + " went wrong; "
                    + percent(slo.budget())
                    + " may over "
                    + DurationText.format(slo.period())
                    + ".");
    labels.forEach(rule::label);
    slo.annotations().forEach(rule::annotation);
    return rule.named(camelCase(slo.name()) + "BudgetBurn");
  }

  private static String ratio(ServiceLevelObjective slo, Duration window) {
    return RATIO
        + DurationText.format(window)
        + "{slo=\""
        + slo.name().replace("\\", "\\\\").replace("\"", "\\\"")
        + "\"}";
  }

  private static String percent(double ratio) {
    return ServiceLevelObjective.rounded(ratio * 100) + "%";
  }

  private static String camelCase(String name) {
    StringBuilder camel = new StringBuilder();
    for (String word : name.split("[^A-Za-z0-9]+", -1)) {
      if (!word.isEmpty()) {
        camel.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
      }
    }
    return camel.toString();
  }
}
