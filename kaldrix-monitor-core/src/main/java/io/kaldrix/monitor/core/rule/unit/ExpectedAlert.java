package io.kaldrix.monitor.core.rule.unit;

import io.kaldrix.monitor.api.label.Labels;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A firing alert, expected or seen.
 *
 * @param labels all of them, {@code alertname} among them
 * @param annotations as filled
 */
public record ExpectedAlert(Labels labels, Map<String, String> annotations) {

  /** Creates an alert. */
  public ExpectedAlert {
    annotations = Collections.unmodifiableMap(new TreeMap<>(annotations));
  }
}
