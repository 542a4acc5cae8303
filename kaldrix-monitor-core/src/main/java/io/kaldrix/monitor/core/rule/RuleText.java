package io.kaldrix.monitor.core.rule;

import io.kaldrix.monitor.api.engine.EngineMeters.EngineCounter;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.template.Template;
import io.kaldrix.monitor.api.template.TemplateException;
import io.kaldrix.monitor.api.template.TemplateObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A label or annotation of an alert rule, to be filled for each sample of the answer. */
final class RuleText {

  private final Template template;
  private final boolean constant;
  private final Labels externalLabels;
  private final String externalUrl;

  RuleText(Template template, boolean constant, Labels externalLabels, String externalUrl) {
    this.template = template;
    this.constant = constant;
    this.externalLabels = externalLabels;
    this.externalUrl = externalUrl;
  }

  /** Returns whether the text is the same for all samples. */
  boolean isConstant() {
    return constant;
  }

  /**
   * Returns the text for one sample. Better a text that tells of its fault than no alert: one that
   * can't be filled says so in Prometheus's words.
   *
   * @param failures counts those that can't be filled
   */
  String fill(Labels labels, double value, Instant tick, EngineCounter failures) {
    Sampled data = new Sampled(labels.asMap(), value, externalLabels.asMap(), externalUrl);
    try {
      return template.fill(data, tick);
    } catch (TemplateException e) {
      failures.increment();
      return "<error expanding template: error executing template "
          + template.name()
          + ": "
          + e.getMessage()
          + ">";
    }
  }

  /** What a text is filled with; it has these members and no others. */
  private record Sampled(
      Map<String, String> labels,
      double value,
      Map<String, String> externalLabels,
      String externalUrl)
      implements TemplateObject {

    @Override
    public boolean has(String member) {
      return switch (member) {
        case "Labels", "Value", "ExternalLabels", "ExternalURL" -> true;
        default -> false;
      };
    }

    @Override
    public Object member(String member, List<@Nullable Object> arguments) {
      if (!arguments.isEmpty()) {
        throw new IllegalArgumentException(member + " is not a method but has arguments");
      }
      return switch (member) {
        case "Labels" -> labels;
        case "Value" -> value;
        case "ExternalLabels" -> externalLabels;
        default -> externalUrl;
      };
    }

    @Override
    public Object plain() {
      return toString();
    }

    @Override
    public String toString() {
      return "{" + labels + " " + externalLabels + " " + externalUrl + " " + value + "}";
    }
  }
}
