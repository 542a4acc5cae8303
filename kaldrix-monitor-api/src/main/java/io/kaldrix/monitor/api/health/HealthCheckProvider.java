package io.kaldrix.monitor.api.health;

import io.kaldrix.monitor.api.plugin.Plugin;
import io.kaldrix.monitor.api.plugin.Settings;

/**
 * Makes health checks of one kind. Found by {@link java.util.ServiceLoader}; implementations are
 * stateless. Its {@link #name()} is the {@code type} that configuration uses.
 */
public interface HealthCheckProvider extends Plugin {

  /**
   * Returns a new check.
   *
   * @throws io.kaldrix.monitor.api.plugin.SettingsException if a setting is missing or wrong
   */
  HealthCheck create(Settings settings);
}
