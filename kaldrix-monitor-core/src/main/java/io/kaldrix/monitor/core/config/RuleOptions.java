package io.kaldrix.monitor.core.config;

import io.kaldrix.monitor.api.plugin.Settings;
import io.kaldrix.monitor.core.rule.RuleLimits;
import java.time.Duration;
import java.util.List;

/**
 * What holds for all rules.
 *
 * @param files paths of rule files, the last part of which may be a pattern such as {@code *.yml};
 *     relative ones begin where the configuration file lies
 * @param reload time between two looks whether they have changed, never if zero
 * @param externalUrl where people find the monitor, for texts; empty if nowhere
 * @param limits what rules may cost, and what becomes of their alerts over a restart
 */
public record RuleOptions(
    List<String> files, Duration reload, String externalUrl, RuleLimits limits) {

  /** No files. */
  public static final RuleOptions DEFAULTS =
      new RuleOptions(List.of(), Duration.ZERO, "", RuleLimits.DEFAULTS);

  private static final int MOST_OVERRUNS = 1_000_000;

  /** Creates options. */
  public RuleOptions {
    files = List.copyOf(files);
    if (reload.isNegative()) {
      throw new IllegalArgumentException("reload is " + reload + ", must be zero or more");
    }
  }

  /** Reads what {@code rules} says beside the rules themselves. */
  static RuleOptions read(Settings settings) {
    RuleLimits limits = RuleLimits.DEFAULTS;
    List<String> files = settings.strings("files");
    if (files.stream().anyMatch(String::isBlank)) {
      throw settings.invalid("files", "a list of paths that are not blank");
    }
    return new RuleOptions(
        files,
        settings.duration("reload", DEFAULTS.reload, Duration.ZERO),
        settings.has("external-url")
            ? settings.uri("external-url", "http", "https").toString()
            : "",
        new RuleLimits(
            settings.duration("max-evaluation-time", limits.maxEvaluationTime(), Duration.ZERO),
            (int) settings.integer("overruns", limits.overruns(), 1, MOST_OVERRUNS),
            settings.duration("outage-tolerance", limits.outageTolerance(), Duration.ZERO),
            settings.duration("grace", limits.grace(), Duration.ZERO),
            settings.flag("spread", limits.spread())));
  }
}
