package io.kaldrix.monitor.core.config;

import io.kaldrix.monitor.api.plugin.NearestName;
import io.kaldrix.monitor.api.plugin.Origin;
import io.kaldrix.monitor.api.plugin.Settings;
import io.kaldrix.monitor.api.plugin.SettingsException;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeSet;

/**
 * Which plugins are used, and how long one may take.
 *
 * @param byName what is said of single plugins; of the others nothing is
 * @param deadline how long a call to a plugin may take that has no deadline of its own, above zero
 */
public record PluginSettings(Map<String, Use> byName, Duration deadline) {

  /** Every plugin found is used, and may take 10 seconds. */
  public static final PluginSettings DEFAULTS =
      new PluginSettings(Map.of(), Duration.ofSeconds(10));

  private static final int MOST_ORDER = 1_000_000;

  /** Creates settings. */
  public PluginSettings {
    byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
    HealthSettings.refuseZero("plugins", "deadline", deadline);
  }

  /**
   * What is said of one plugin.
   *
   * @param origin where
   * @param enabled whether it is used
   * @param order where it stands among its kind, as it says itself if empty
   */
  public record Use(Origin origin, boolean enabled, OptionalInt order) {

    static Use read(Settings settings) {
      boolean enabled = settings.flag("enabled", true);
      OptionalInt order =
          settings.has("order")
              ? OptionalInt.of((int) settings.integer("order", 0, -MOST_ORDER, MOST_ORDER))
              : OptionalInt.empty();
      settings.refuseUnknown();
      return new Use(settings.origin(), enabled, order);
    }
  }

  /**
   * Reads what a configuration says of plugins.
   *
   * @throws SettingsException if it is wrong
   */
  public static PluginSettings read(Settings settings) {
    Map<String, Use> byName = new LinkedHashMap<>();
    settings
        .namedSections("plugins")
        .forEach((name, section) -> byName.put(name, Use.read(section)));
    return new PluginSettings(byName, settings.duration("plugin-deadline", DEFAULTS.deadline));
  }

  /** Returns whether the plugin of that name is used. */
  public boolean enabled(String name) {
    Use use = byName.get(name);
    return use == null || use.enabled();
  }

  /**
   * Returns where a plugin stands among its kind.
   *
   * @param own where it stands as it says itself
   */
  public int order(String name, int own) {
    Use use = byName.get(name);
    return use == null ? own : use.order().orElse(own);
  }

  /**
   * Refuses what is said of plugins that are not there.
   *
   * @param found the names of those that are
   * @throws SettingsException if there is no plugin of a name
   */
  public void refuseUnknown(Collection<String> found) {
    byName.forEach(
        (name, use) -> {
          if (!found.contains(name)) {
            throw new SettingsException(
                use.origin(),
                "plugins."
                    + name
                    + " is unknown, found: "
                    + String.join(", ", new TreeSet<>(found))
                    + NearestName.hint(name, found));
          }
        });
  }

  /** Returns these with one plugin left unused. */
  public PluginSettings without(String name) {
    Map<String, Use> more = new LinkedHashMap<>(byName);
    more.put(name, new Use(Origin.CODE, false, OptionalInt.empty()));
    return new PluginSettings(more, deadline);
  }

  /** Returns these with another deadline. */
  public PluginSettings withDeadline(Duration duration) {
    return new PluginSettings(byName, duration);
  }
}
