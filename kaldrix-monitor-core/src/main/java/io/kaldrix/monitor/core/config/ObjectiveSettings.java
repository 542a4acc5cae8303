package io.kaldrix.monitor.core.config;

import io.kaldrix.monitor.api.plugin.Settings;
import io.kaldrix.monitor.api.plugin.SettingsException;
import io.kaldrix.monitor.api.rule.AlertRule;
import io.kaldrix.monitor.api.rule.RecordingRule;
import io.kaldrix.monitor.api.rule.Rule;
import io.kaldrix.monitor.api.rule.RuleGroup;
import io.kaldrix.monitor.api.rule.ServiceLevelObjective;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads service level objectives, and makes rules of them. */
final class ObjectiveSettings {

  private static final String ONE_OF_THREE =
      "left out, as an objective has either 'errors' and 'total', 'good' and 'total', or"
          + " 'error-ratio'";

  private ObjectiveSettings() {}

  static List<RuleGroup> read(Settings settings, ExpressionCheck expressions) {
    List<RuleGroup> groups = new ArrayList<>();
    for (Settings section : settings.sections("objectives")) {
      groups.addAll(objective(section, expressions));
    }
    return groups;
  }

  private static List<RuleGroup> objective(Settings settings, ExpressionCheck expressions) {
    Optional<String> errors = settings.optionalString("errors");
    Optional<String> good = settings.optionalString("good");
    Optional<String> total = settings.optionalString("total");
    Optional<String> ratio = settings.optionalString("error-ratio");
    ServiceLevelObjective.Builder builder;
    if (ratio.isPresent()) {
      refuse(settings, "errors", errors);
      refuse(settings, "good", good);
      refuse(settings, "total", total);
      builder = ServiceLevelObjective.ofErrorRatio(ratio.get());
    } else {
      String all = total.orElseThrow(() -> settings.invalid("total", "a selector of all events"));
      if (errors.isPresent()) {
        refuse(settings, "good", good);
      }
      builder =
          errors.isPresent()
              ? ServiceLevelObjective.ofErrors(errors.get(), all)
              : ServiceLevelObjective.ofGood(
                  good.orElseThrow(
                      () -> settings.invalid("errors", "a selector of events that went wrong")),
                  all);
    }
    builder.objective(settings.number("objective", 0.999, 0, 1));
    builder.period(
        settings.duration("period", ServiceLevelObjective.THIRTY_DAYS, Duration.ofDays(1)));
    builder.by(settings.strings("by").toArray(String[]::new));
    LabelSettings.read(settings.section("labels")).forEach(builder::label);
    settings.texts("annotations").forEach(builder::annotation);
    String name = settings.string("name");
    settings.refuseUnknown();
    try {
      List<RuleGroup> groups = builder.named(name).rules();
      check(groups, settings, expressions);
      return groups;
    } catch (IllegalArgumentException e) {
      throw e instanceof SettingsException
          ? e
          : new SettingsException(settings.origin(), String.valueOf(e.getMessage()));
    }
  }

  private static void refuse(Settings settings, String key, Optional<String> value) {
    if (value.isPresent()) {
      throw settings.invalid(key, ONE_OF_THREE);
    }
  }

  private static void check(
      List<RuleGroup> groups, Settings settings, ExpressionCheck expressions) {
    for (RuleGroup group : groups) {
      for (Rule rule : group.rules()) {
        String expression =
            rule instanceof AlertRule alert
                ? alert.expression()
                : ((RecordingRule) rule).expression();
        expressions
            .problem(expression)
            .ifPresent(
                problem -> {
                  throw new SettingsException(
                      settings.origin(),
                      "the objective makes '" + expression + "' of it, in PromQL: " + problem);
                });
      }
    }
  }
}
