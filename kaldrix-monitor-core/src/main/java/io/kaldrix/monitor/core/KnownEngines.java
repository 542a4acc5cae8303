package io.kaldrix.monitor.core;

import io.kaldrix.monitor.api.plugin.Settings;
import io.kaldrix.monitor.api.plugin.SettingsException;
import java.util.Collection;
import java.util.List;

/** The engines of this house, so that one that is absent can be named with what to add. */
final class KnownEngines {

  static final List<String> NAMES = List.of("alerting", "anomaly", "compliance");

  private KnownEngines() {}

  /** Returns what a host adds to have the engine of that name. */
  static String toAdd(String name) {
    return "add kaldrix-monitor-" + name + " to the class path or module path";
  }

  /**
   * Refuses the section of an engine that is not there.
   *
   * @param found the engines that are there
   */
  static void refuseAbsent(Settings configuration, Collection<String> found) {
    for (String name : NAMES) {
      if (configuration.keys().contains(name) && !found.contains(name)) {
        throw new SettingsException(
            configuration.section(name).origin(), name + " has no engine: " + toAdd(name));
      }
    }
  }
}
