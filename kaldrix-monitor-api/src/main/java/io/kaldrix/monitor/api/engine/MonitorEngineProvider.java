package io.kaldrix.monitor.api.engine;

import io.kaldrix.monitor.api.plugin.Plugin;
import io.kaldrix.monitor.api.plugin.Settings;

/**
 * Makes an engine. Found by {@link java.util.ServiceLoader}; implementations are stateless. Its
 * {@link #name()} is the section of the configuration that is the engine's own.
 */
public interface MonitorEngineProvider extends Plugin {

  /**
   * Returns a new engine, ready for its first tick.
   *
   * @param settings the engine's section, empty if there is none
   * @param context what engines share
   * @throws io.kaldrix.monitor.api.plugin.SettingsException if a setting is wrong
   */
  MonitorEngine create(Settings settings, EngineContext context);
}
