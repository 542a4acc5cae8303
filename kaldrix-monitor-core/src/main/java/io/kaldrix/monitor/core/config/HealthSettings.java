package io.kaldrix.monitor.core.config;

import io.kaldrix.monitor.api.plugin.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the host's health is looked after.
 *
 * @param interval time between two looks of a check that says nothing else, above zero
 * @param deadline how long a look may take of a check that says nothing else, above zero
 * @param checks each name once, in the order in which they begin
 */
public record HealthSettings(
    Duration interval, Duration deadline, List<HealthCheckSettings> checks) {

  /** Checks that are there unless a file turns them off; each is called as its type is. */
  public static final List<String> ALWAYS_ON = List.of("deadlock", "disk-space", "heap");

  /** Every 30 seconds, 5 seconds for a look, and the checks that are always on. */
  public static final HealthSettings DEFAULTS = read(Settings.none());

  /** Creates settings. */
  public HealthSettings {
    refuseZero("health", "interval", interval);
    refuseZero("health", "deadline", deadline);
    checks = List.copyOf(checks);
    if (checks.stream().map(HealthCheckSettings::name).distinct().count() < checks.size()) {
      throw new IllegalArgumentException("two health checks have one name");
    }
  }

  static HealthSettings read(Settings settings) {
    List.of("interval", "deadline", "checks").forEach(settings::has);
    settings.refuseUnknown(); // before checks are handed out, whose providers read on
    Duration interval =
        settings.duration("interval", Duration.ofSeconds(30), Duration.ofSeconds(1));
    Duration deadline = settings.duration("deadline", Duration.ofSeconds(5));
    Map<String, HealthCheckSettings> checks = new LinkedHashMap<>();
    for (String name : ALWAYS_ON) {
      checks.put(
          name,
          HealthCheckSettings.read(name, Settings.none(), Optional.of(name), interval, deadline));
    }
    settings
        .namedSections("checks")
        .forEach(
            (name, section) ->
                checks.put(
                    name,
                    HealthCheckSettings.read(
                        name,
                        section,
                        Optional.of(name).filter(ALWAYS_ON::contains),
                        interval,
                        deadline)));
    return new HealthSettings(interval, deadline, new ArrayList<>(checks.values()));
  }

  static void refuseZero(String whose, String name, Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException(
          whose + ": " + name + " is " + duration + ", must be above zero");
    }
  }

  /** Returns these with one more check, in place of the one of its name if there is one. */
  public HealthSettings withCheck(HealthCheckSettings check) {
    Map<String, HealthCheckSettings> byName = new LinkedHashMap<>();
    checks.forEach(each -> byName.put(each.name(), each));
    byName.put(check.name(), check);
    return new HealthSettings(interval, deadline, new ArrayList<>(byName.values()));
  }

  /** Returns these without the check of that name. */
  public HealthSettings withoutCheck(String name) {
    return new HealthSettings(
        interval, deadline, checks.stream().filter(each -> !each.name().equals(name)).toList());
  }
}
