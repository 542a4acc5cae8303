package io.kaldrix.monitor.api.rule;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * An expression whose answer is stored as series of its own.
 *
 * @param name the name of the metric that is recorded, such as {@code job:errors:rate5m}
 * @param expression PromQL that returns an instant vector or a scalar
 * @param labels further labels of the recorded series, over those of the answer
 * @param enabled whether it is evaluated at all
 */
public record RecordingRule(
    String name, String expression, Map<String, String> labels, boolean enabled) implements Rule {

  /** Creates a rule. */
  public RecordingRule {
    if (name.isBlank()) {
      throw new IllegalArgumentException("recording rule of '" + expression + "' has no name");
    }
    if (expression.isBlank()) {
      throw new IllegalArgumentException("recording rule '" + name + "' has no expression");
    }
    labels = Collections.unmodifiableMap(new TreeMap<>(labels));
  }

  /** Creates a rule that is evaluated. */
  public RecordingRule(String name, String expression, Map<String, String> labels) {
    this(name, expression, labels, true);
  }

  /** Creates a rule that adds no labels. */
  public RecordingRule(String name, String expression) {
    this(name, expression, Map.of());
  }
}
