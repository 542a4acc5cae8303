package io.kaldrix.monitor.core;

import io.kaldrix.monitor.api.plugin.Settings;
import io.kaldrix.monitor.api.plugin.SettingsException;
import java.util.List;
import java.util.Map;

/** The engines of this house, so that one that is absent can be named with what to add. */
final class KnownEngines {

  static final List<String> NAMES = List.of("alerting", "anomaly", "compliance");

  /** By a key at the top of the configuration, the plugin that understands it. */
  private static final Map<String, String> PLUGINS = Map.of("scrape_configs", "collector-scrape");

  private KnownEngines() {}

  /** Returns what a host adds to have the engine of that name. */
  static String toAdd(String name) {
    return "add kaldrix-monitor-" + name + " to the class path or module path";
  }

  /**
   * Refuses the section of an engine that is not there.
   *
   * @param found the engines that are there, with the keys at the top that they have
   */
  static void refuseAbsent(Settings configuration, Map<String, List<String>> found) {
    for (String name : NAMES) {
      if (configuration.keys().contains(name) && !found.containsKey(name)) {
        throw new SettingsException(
            configuration.section(name).origin(), name + " has no engine: " + toAdd(name));
      }
    }
    PLUGINS.forEach(
        (key, plugin) -> {
          boolean understood = found.values().stream().anyMatch(keys -> keys.contains(key));
          if (configuration.keys().contains(key) && !understood) {
            throw new SettingsException(
                configuration.originOf(key), key + " has no engine: " + toAdd(plugin));
          }
        });
  }
}
