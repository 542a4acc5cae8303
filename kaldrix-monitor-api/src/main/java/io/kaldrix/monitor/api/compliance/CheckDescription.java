package io.kaldrix.monitor.api.compliance;

import io.kaldrix.monitor.api.alert.Severity;
import java.util.List;

/**
 * What a check looks at and why.
 *
 * @param id unique and lasting, in lower-kebab-case, such as {@code jvm-tls-protocols}
 * @param title what is to hold, in one line
 * @param risk what may happen if it does not hold
 * @param remediation what to do if it does not hold
 * @param severity how bad a failure is
 * @param controls the controls that the check is evidence for
 */
public record CheckDescription(
    String id,
    String title,
    String risk,
    String remediation,
    Severity severity,
    List<ControlReference> controls) {

  /** Creates a description. */
  public CheckDescription {
    if (!id.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
      throw new IllegalArgumentException(
          "check id is '" + id + "', must be lower-kebab-case such as jvm-tls-protocols");
    }
    controls = List.copyOf(controls);
  }
}
