package io.kaldrix.monitor.api.anomaly;

import io.kaldrix.monitor.api.plugin.Plugin;
import io.kaldrix.monitor.api.plugin.Settings;

/**
 * Makes detectors of one kind. Found by {@link java.util.ServiceLoader}; implementations are
 * stateless. Its {@link #name()} is what configuration calls the detector, such as {@code z-score}.
 */
public interface DetectorProvider extends Plugin {

  /**
   * Returns a fresh detector that has seen nothing.
   *
   * @throws io.kaldrix.monitor.api.plugin.SettingsException if a setting is wrong
   */
  Detector create(Settings settings);
}
