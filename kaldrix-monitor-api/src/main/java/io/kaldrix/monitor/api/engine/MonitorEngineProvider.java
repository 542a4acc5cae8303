package io.kaldrix.monitor.api.engine;

import io.kaldrix.monitor.api.plugin.Plugin;
import io.kaldrix.monitor.api.plugin.Settings;
import java.util.List;

/**
 * Makes an engine. Found by {@link java.util.ServiceLoader}; implementations are stateless. Its
 * {@link #name()} is the section of the configuration that is the engine's own, unless it has
 * {@link #topKeys()}.
 */
public interface MonitorEngineProvider extends Plugin {

  /**
   * Returns the keys at the top of a configuration that are the engine's instead of a section of
   * its name; for keys that users bring along from elsewhere, such as {@code scrape_configs}. None
   * unless said otherwise.
   */
  default List<String> topKeys() {
    return List.of();
  }

  /**
   * Returns a new engine, ready for its first tick.
   *
   * @param settings the engine's section, empty if there is none; if it has keys at the top, those
   * @param context what engines share
   * @throws io.kaldrix.monitor.api.plugin.SettingsException if a setting is wrong
   */
  MonitorEngine create(Settings settings, EngineContext context);
}
