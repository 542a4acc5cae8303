package io.kaldrix.monitor.core.config;

import io.kaldrix.monitor.api.alert.Severity;
import io.kaldrix.monitor.api.plugin.Settings;
import io.kaldrix.monitor.api.rule.AlertRule;
import io.kaldrix.monitor.api.rule.Doubt.Meaning;
import io.kaldrix.monitor.api.rule.NoData;
import io.kaldrix.monitor.api.rule.Occurrences;
import io.kaldrix.monitor.api.rule.Threshold;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what an alert rule says beyond Prometheus. */
final class AlertRuleSettings {

  private static final Pattern OCCURRENCES = Pattern.compile("(\\d{1,3}) of (\\d{1,3})");
  private static final Map<String, Meaning> MEANINGS =
      Map.of("resolve", Meaning.RESOLVE, "keep", Meaning.KEEP, "alert", Meaning.ALERT);
  private static final Map<String, Meaning> ERROR_MEANINGS =
      Map.of("keep", Meaning.KEEP, "alert", Meaning.ALERT);

  private final ExpressionReader expressions;

  AlertRuleSettings(ExpressionReader expressions) {
    this.expressions = expressions;
  }

  /** Reads an expression that is right. */
  @FunctionalInterface
  interface ExpressionReader {
    String read(Settings settings, String key);
  }

  void read(Settings settings, AlertRule.Builder rule) {
    rule.keepFiringFor(settings.duration("keep_firing_for", Duration.ZERO, Duration.ZERO));
    if (settings.has("keep-firing-while")) {
      rule.keepFiringWhile(expressions.read(settings, "keep-firing-while"));
    }
    if (settings.has("enabled-when")) {
      rule.enabledWhen(expressions.read(settings, "enabled-when"));
    }
    if (settings.has("delay")) {
      rule.delay(settings.duration("delay", Duration.ZERO, Duration.ZERO));
    }
    occurrences(settings, rule);
    levels(settings, rule);
    for (Settings other : settings.sections("unless")) {
      rule.unless(
          other
              .optionalString("rule")
              .filter(name -> !name.isBlank())
              .orElseThrow(() -> other.invalid("rule", "the name of another alert rule")),
          other.strings("on").toArray(String[]::new));
      other.refuseUnknown();
    }
    if (settings.has("no-data")) {
      rule.noData(noData(settings.section("no-data")));
    }
    rule.onError(settings.choice("on-error", Meaning.KEEP, ERROR_MEANINGS));
    if (!settings.flag("enabled", true)) {
      rule.disabled();
    }
  }

  private static void occurrences(Settings settings, AlertRule.Builder rule) {
    Optional<String> text = settings.optionalString("occurrences");
    if (text.isEmpty()) {
      return;
    }
    Matcher shape = OCCURRENCES.matcher(text.get());
    String allowed = "such as '3 of 5', of up to " + Occurrences.MOST;
    if (!shape.matches()) {
      throw settings.invalid("occurrences", allowed);
    }
    int required = Integer.parseInt(shape.group(1));
    int of = Integer.parseInt(shape.group(2));
    if (required < 1 || required > of || of > Occurrences.MOST) {
      throw settings.invalid("occurrences", allowed);
    }
    rule.occurrences(required, of);
  }

  private static void levels(Settings settings, AlertRule.Builder rule) {
    List<Settings> levels = settings.sections("levels");
    Set<Severity> seen = EnumSet.noneOf(Severity.class);
    for (Settings level : levels) {
      Severity severity =
          level
              .optionalString(Severity.LABEL)
              .flatMap(Severity::named)
              .orElseThrow(() -> level.invalid(Severity.LABEL, "one of " + Severity.allowed()));
      if (!seen.add(severity)) {
        throw level.invalid(Severity.LABEL, "a severity that no level before it has");
      }
      String threshold = level.optionalString("when").orElse("");
      if (Threshold.parse(threshold).isEmpty()) {
        throw level.invalid("when", "a comparison with a number such as '> 0.95'");
      }
      rule.level(severity, threshold);
      level.refuseUnknown();
    }
    if (levels.isEmpty()) {
      return;
    }
    for (Settings place : List.of(settings, settings.section("labels"))) {
      if (place.has(Severity.LABEL)) {
        throw place.invalid(Severity.LABEL, "left out, as 'levels' gives it");
      }
    }
  }

  private NoData noData(Settings settings) {
    NoData read =
        new NoData(
            expressions.read(settings, "data"),
            settings.choice("series", Meaning.RESOLVE, MEANINGS),
            settings.choice("whole", Meaning.RESOLVE, MEANINGS),
            settings.duration("forget-after", NoData.A_DAY));
    settings.refuseUnknown();
    return read;
  }
}
