package io.kaldrix.monitor.core.config;

import io.kaldrix.monitor.api.plugin.NearestName;
import io.kaldrix.monitor.api.plugin.Settings;
import io.kaldrix.monitor.api.plugin.SettingsException;
import io.kaldrix.monitor.api.remediation.RemediationPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * An action tied to what it is to mend.
 *
 * @param entry where that is said, empty if a program said it
 * @param on the name of an alert, or the id of a compliance check
 * @param action the name of the action's provider
 * @param policy how far it may go by itself
 * @param settings the action's own
 */
public record RemediationSettings(
    Settings entry, String on, String action, RemediationPolicy policy, Settings settings) {

  private static final int MOST_RUNS = 3_600;

  /** Creates settings. */
  public RemediationSettings {
    if (on.isBlank() || action.isBlank()) {
      throw new IllegalArgumentException(
          "remediation of '" + on + "' by '" + action + "' needs both names");
    }
  }

  /** Returns the settings of an action that needs none, under the careful policy. */
  public static RemediationSettings of(String on, String action) {
    return new RemediationSettings(
        Settings.none(), on, action, RemediationPolicy.CAREFUL, Settings.none());
  }

  static RemediationSettings read(Settings settings) {
    List.of("on", "action", "dry-run", "cool-down", "max-runs-per-hour", "settings")
        .forEach(settings::has);
    settings.refuseUnknown(); // before the action's own are handed out
    RemediationPolicy careful = RemediationPolicy.CAREFUL;
    return new RemediationSettings(
        settings,
        name(settings, "on", "the name of an alert or of a compliance check"),
        name(settings, "action", "the name of an action"),
        new RemediationPolicy(
            settings.flag("dry-run", careful.dryRun()),
            settings.duration("cool-down", careful.coolDown(), Duration.ZERO),
            (int) settings.integer("max-runs-per-hour", careful.maxRunsPerHour(), 1, MOST_RUNS)),
        settings.section("settings"));
  }

  private static String name(Settings settings, String key, String allowed) {
    String name = settings.optionalString(key).orElse("");
    if (name.isBlank()) {
      throw settings.invalid(key, allowed);
    }
    return name;
  }

  /** Returns these under another policy. */
  public RemediationSettings withPolicy(RemediationPolicy other) {
    return new RemediationSettings(entry, on, action, other, settings);
  }

  /**
   * Returns the provider of the action.
   *
   * @param providers those there are, by name
   * @throws SettingsException if there is none of that name; it lists those there are
   */
  public <P> P among(Map<String, P> providers) {
    P provider = providers.get(action);
    if (provider != null) {
      return provider;
    }
    String allowed =
        "one of "
            + String.join(", ", new TreeSet<>(providers.keySet()))
            + NearestName.hint(action, providers.keySet());
    if (entry.has("action")) {
      throw entry.invalid("action", allowed);
    }
    throw new SettingsException(
        entry.origin(), "there is no action '" + action + "', must be " + allowed);
  }
}
