package io.kaldrix.monitor.api.alert;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** How bad something is, worst first. */
public enum Severity {
  /** P0: outage, breach, corruption, partition. */
  CRITICAL("P0"),
  /** P1: regional degradation, bottleneck, exhaustion. */
  HIGH("P1"),
  /** P2: minor trouble, drift, warning thresholds. */
  MEDIUM("P2"),
  /** P3: information, capacity planning, trends. */
  LOW("P3");

  /** The label that carries a severity on alerts. */
  public static final String LABEL = "severity";

  /** Names that rule files in use have. */
  private static final Map<String, Severity> OTHER_NAMES =
      Map.ofEntries(
          Map.entry("page", CRITICAL),
          Map.entry("fatal", CRITICAL),
          Map.entry("emergency", CRITICAL),
          Map.entry("error", HIGH),
          Map.entry("major", HIGH),
          Map.entry("warning", MEDIUM),
          Map.entry("warn", MEDIUM),
          Map.entry("minor", MEDIUM),
          Map.entry("info", LOW),
          Map.entry("informational", LOW),
          Map.entry("notice", LOW));

  private final String priority;

  Severity(String priority) {
    this.priority = priority;
  }

  /** Returns the name that labels and configuration use, such as {@code critical}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the priority that people say, {@code P0} to {@code P3}. */
  public String priority() {
    return priority;
  }

  /** Returns whether this is as bad as {@code other} or worse. */
  public boolean isAtLeast(Severity other) {
    return compareTo(other) <= 0;
  }

  /**
   * Returns the severity of that name: its own, its priority, or one that rule files in use have
   * for it, such as {@code warning} and {@code page}; upper and lower case are alike.
   */
  public static Optional<Severity> named(String name) {
    String wanted = name.toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(
            severity ->
                severity.label().equals(wanted)
                    || severity.priority.toLowerCase(Locale.ROOT).equals(wanted))
        .findFirst()
        .or(() -> Optional.ofNullable(OTHER_NAMES.get(wanted)));
  }

  /** Returns the names that configuration may use, for messages. */
  public static String allowed() {
    return Arrays.stream(values())
        .map(severity -> severity.label() + " (" + severity.priority() + ")")
        .collect(Collectors.joining(", "));
  }
}
