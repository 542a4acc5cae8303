package io.kaldrix.monitor.plugin.testkit;

import io.kaldrix.monitor.api.plugin.Settings;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What the promises about settings have in common. */
final class PluginSettings {

  private PluginSettings() {}

  /**
   * Has a plugin read settings, then refuses what it did not ask for, as whoever starts plugins
   * does. A plugin may refuse it earlier.
   */
  static void read(PluginContract<?> contract, Map<String, ?> values) throws Exception {
    Settings settings = Settings.of(values);
    Object made = contract.create(settings);
    try {
      settings.refuseUnknown();
    } finally {
      if (made instanceof AutoCloseable closeable) {
        closeable.close();
      }
    }
  }

  /** Returns a value that nobody can mistake for {@code value}. */
  static Object ofAnotherShape(Object value) {
    if (value instanceof Map) {
      return List.of("a list where names and values were");
    }
    return value instanceof Collection
        ? "a text where a list was"
        : Map.of("names-and-values", "where one value was");
  }
}
