package io.kaldrix.monitor.api.audit;

import io.kaldrix.monitor.api.plugin.Plugin;
import io.kaldrix.monitor.api.plugin.Settings;
import java.time.InstantSource;

/**
 * Opens audit trails of one kind. Found by {@link java.util.ServiceLoader}; implementations are
 * stateless.
 */
public interface AuditTrailProvider extends Plugin {

  /**
   * Returns a trail that goes on where it was left.
   *
   * @throws io.kaldrix.monitor.api.plugin.SettingsException if a setting is wrong
   */
  AuditTrail open(Settings settings, InstantSource clock);
}
