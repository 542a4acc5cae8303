package io.kaldrix.monitor.core.config;

import io.kaldrix.monitor.api.plugin.Settings;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One health check.
 *
 * @param name unique among the checks of a monitor
 * @param provider which kind of check it is, and what it is told
 * @param groups the groups that it bears on; those that the check itself names if empty
 * @param interval time between two looks, above zero
 * @param deadline how long one look may take, above zero
 * @param enabled whether it is run at all
 */
public record HealthCheckSettings(
    String name,
    ProviderChoice provider,
    Optional<Set<String>> groups,
    Duration interval,
    Duration deadline,
    boolean enabled) {

  /** Creates settings. */
  public HealthCheckSettings {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a health check has no name");
    }
    groups = groups.map(Set::copyOf);
    HealthSettings.refuseZero(name, "interval", interval);
    HealthSettings.refuseZero(name, "deadline", deadline);
  }

  /**
   * Reads the settings of a check; what is not its own is the provider's.
   *
   * @param type the kind of check if none is given, empty if one must be
   */
  static HealthCheckSettings read(
      String name, Settings settings, Optional<String> type, Duration interval, Duration deadline) {
    boolean enabled = settings.flag("enabled", true);
    HealthCheckSettings read =
        new HealthCheckSettings(
            name,
            ProviderChoice.read(settings, type.orElseGet(() -> requiredType(settings))),
            settings.has("groups") ? Optional.of(groups(settings)) : Optional.empty(),
            settings.duration("interval", interval, Duration.ofSeconds(1)),
            settings.duration("deadline", deadline),
            enabled);
    if (!enabled) {
      settings.keys().forEach(settings::has); // no provider will ask for them
    }
    return read;
  }

  private static String requiredType(Settings settings) {
    return settings
        .optionalString("type")
        .orElseThrow(() -> settings.invalid("type", "a kind of health check, such as http or tcp"));
  }

  private static Set<String> groups(Settings settings) {
    List<String> groups = settings.strings("groups");
    if (groups.stream().anyMatch(String::isBlank)) {
      throw settings.invalid("groups", "a list of names that are not blank");
    }
    return new HashSet<>(groups);
  }
}
