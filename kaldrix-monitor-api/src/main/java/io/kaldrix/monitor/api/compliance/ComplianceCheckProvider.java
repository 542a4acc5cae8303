package io.kaldrix.monitor.api.compliance;

import io.kaldrix.monitor.api.plugin.Plugin;
import io.kaldrix.monitor.api.plugin.Settings;
import java.util.List;

/**
 * Makes checks of one subject. Found by {@link java.util.ServiceLoader}; implementations are
 * stateless.
 */
public interface ComplianceCheckProvider extends Plugin {

  /**
   * Returns the checks of this subject, at least one, each with an id of its own.
   *
   * @throws io.kaldrix.monitor.api.plugin.SettingsException if a setting is wrong
   */
  List<ComplianceCheck> create(Settings settings);
}
