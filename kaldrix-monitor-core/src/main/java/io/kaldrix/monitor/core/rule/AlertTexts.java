package io.kaldrix.monitor.core.rule;

import io.kaldrix.monitor.api.engine.EngineMeters.EngineCounter;
import io.kaldrix.monitor.api.label.Labels;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Labels or annotations of a rule, to be filled for each of its alerts. */
final class AlertTexts {

  private final Map<String, RuleText> texts = new LinkedHashMap<>();
  private final EngineCounter failures;
  private final boolean constant;

  /**
   * Reads texts.
   *
   * @param kind what they are, for messages
   * @throws IllegalArgumentException if one is wrong
   */
  AlertTexts(
      RuleTemplates templates,
      String rule,
      String kind,
      Map<String, String> given,
      EngineCounter failures) {
    given.forEach(
        (name, text) ->
            texts.put(
                name,
                templates.compile("rule '" + rule + "': " + kind + " '" + name + "'", rule, text)));
    this.failures = failures;
    this.constant = texts.values().stream().allMatch(RuleText::isConstant);
  }

  /** Returns whether they are the same for all samples. */
  boolean isConstant() {
    return constant;
  }

  Map<String, String> fill(Labels labels, double value, Instant tick) {
    Map<String, String> filled = new LinkedHashMap<>();
    texts.forEach((name, text) -> filled.put(name, text.fill(labels, value, tick, failures)));
    return filled;
  }
}
