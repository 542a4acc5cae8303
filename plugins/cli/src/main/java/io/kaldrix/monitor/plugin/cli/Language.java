package io.kaldrix.monitor.plugin.cli;

import io.kaldrix.monitor.core.rule.file.PromQl;
import picocli.CommandLine.Option;

/** The option that says which PromQL is spoken. */
final class Language {

  @Option(
      names = "--promql",
      paramLabel = "VERSION",
      defaultValue = "3",
      description =
          "Which PromQL is spoken: 2 or 3 as Prometheus of that version, or experimental for 3 with"
              + " its experimental features; 3 unless given.")
  private String version = "3";

  Language() {}

  /**
   * Returns the dialect.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  PromQl promQl() {
    return switch (version) {
      case "2" -> PromQl.PROMETHEUS_2;
      case "3" -> PromQl.PROMETHEUS_3;
      case "experimental" -> PromQl.PROMETHEUS_3_EXPERIMENTAL;
      default ->
          throw new IllegalArgumentException(
              "--promql is '" + version + "', must be 2, 3 or experimental");
    };
  }
}
