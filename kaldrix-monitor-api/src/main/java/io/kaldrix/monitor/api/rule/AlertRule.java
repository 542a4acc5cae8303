package io.kaldrix.monitor.api.rule;

import io.kaldrix.monitor.api.alert.Severity;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A condition that raises an alert for each series its expression returns.
 *
 * @param name the alert's name, such as {@code HighErrorRatio}
 * @param expression PromQL; each sample of its answer is an alert, whatever its value
 * @param holdFor how long the condition must hold before the alert fires, zero or more
 * @param severity how bad it is; becomes the label {@code severity}
 * @param labels further labels of the alert, over those of the series; templates
 * @param annotations texts for people; templates with Prometheus's functions, in which {@code
 *     $labels.name} and {@code $value} stand for what the expression returned
 */
public record AlertRule(
    String name,
    String expression,
    Duration holdFor,
    Severity severity,
    Map<String, String> labels,
    Map<String, String> annotations)
    implements Rule {

  /** Creates a rule. */
  public AlertRule {
    if (name.isBlank()) {
      throw new IllegalArgumentException("rule of '" + expression + "' has no name");
    }
    if (expression.isBlank()) {
      throw new IllegalArgumentException("rule '" + name + "' has no expression");
    }
    if (holdFor.isNegative()) {
      throw new IllegalArgumentException(
          "rule '" + name + "': holdFor is " + holdFor + ", must be zero or more");
    }
    labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    annotations = Collections.unmodifiableMap(new TreeMap<>(annotations));
  }

  /** Begins a rule that alerts for each sample {@code expression} returns. */
  public static Builder when(String expression) {
    return new Builder(expression);
  }

  /** Gathers the parts of a rule. For one thread. */
  public static final class Builder {
    private final String expression;
    private Duration holdFor = Duration.ZERO;
    private Severity severity = Severity.MEDIUM;
    private final Map<String, String> labels = new TreeMap<>();
    private final Map<String, String> annotations = new TreeMap<>();

    private Builder(String expression) {
      this.expression = expression;
    }

    /** Sets how long the condition must hold before the alert fires; at once unless set. */
    public Builder holdFor(Duration duration) {
      this.holdFor = duration;
      return this;
    }

    /** Sets how bad it is; {@link Severity#MEDIUM} unless set. */
    public Builder severity(Severity severity) {
      this.severity = severity;
      return this;
    }

    /** Adds a label to the alert. */
    public Builder label(String name, String value) {
      labels.put(name, value);
      return this;
    }

    /** Adds a text for people. */
    public Builder annotation(String name, String text) {
      annotations.put(name, text);
      return this;
    }

    /** Adds the sentence that people read first. */
    public Builder summary(String text) {
      return annotation("summary", text);
    }

    /**
     * Returns the rule under its name.
     *
     * @throws IllegalArgumentException if a part is wrong
     */
    public AlertRule named(String name) {
      return new AlertRule(name, expression, holdFor, severity, labels, annotations);
    }
  }
}
