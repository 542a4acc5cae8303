package io.kaldrix.monitor.core.rule;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.query.QueryEngine;
import io.kaldrix.monitor.api.template.TemplateException;
import io.kaldrix.monitor.api.template.TemplateSurroundings.Escaping;
import io.kaldrix.monitor.core.template.FillLimits;
import io.kaldrix.monitor.core.template.TemplateCompiler;
import io.kaldrix.monitor.core.template.function.PrometheusFunctions;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the texts of rules: templates with Prometheus's functions, in which {@code $labels}, {@code
 * $value}, {@code $externalLabels} and {@code $externalURL} stand for what an expression returned
 * and where. May be shared between threads.
 */
public final class RuleTemplates {

  private static final Map<String, String> VARIABLES =
      Map.of(
          "$labels", "Labels",
          "$value", "Value",
          "$externalLabels", "ExternalLabels",
          "$externalURL", "ExternalURL");

  private final TemplateCompiler compiler;
  private final Labels externalLabels;
  private final String externalUrl;

  /**
   * Creates a reader.
   *
   * @param queries what the function {@code query} asks
   * @param externalLabels what tells this process from others
   * @param externalUrl where people find the monitor, empty if nowhere
   * @throws IllegalArgumentException if the URL is malformed
   */
  public RuleTemplates(QueryEngine queries, Labels externalLabels, String externalUrl) {
    this.compiler =
        new TemplateCompiler(
            PrometheusFunctions.of(queries, externalUrl),
            VARIABLES,
            Escaping.NONE,
            FillLimits.DEFAULT);
    this.externalLabels = externalLabels;
    this.externalUrl = externalUrl;
  }

  /**
   * Finds what is wrong with a text before a rule is made of it.
   *
   * @return the problem in one line, empty if there is none
   */
  public Optional<String> problem(String rule, String text) {
    try {
      compiler.compile("__alert_" + rule, text, Map.of());
      return Optional.empty();
    } catch (TemplateException e) {
      return Optional.ofNullable(e.getMessage());
    }
  }

  /**
   * Returns a text ready to be filled.
   *
   * @param where what the text is part of, for the message
   * @throws IllegalArgumentException if the text is wrong
   */
  RuleText compile(String where, String rule, String text) {
    try {
      return new RuleText(
          compiler.compile("__alert_" + rule, text, Map.of()),
          !text.contains("{{"),
          externalLabels,
          externalUrl);
    } catch (TemplateException e) {
      throw new IllegalArgumentException(where + " is wrong: " + e.getMessage(), e);
    }
  }
}
