package io.kaldrix.monitor.api.remediation;

import io.kaldrix.monitor.api.plugin.Plugin;
import io.kaldrix.monitor.api.plugin.Settings;

/**
 * Makes actions of one kind. Found by {@link java.util.ServiceLoader}; implementations are
 * stateless. Its {@link #name()} is what configuration calls the action.
 */
public interface RemediationProvider extends Plugin {

  /**
   * Returns a new action.
   *
   * @throws io.kaldrix.monitor.api.plugin.SettingsException if a setting is missing or wrong
   */
  RemediationAction create(Settings settings);
}
