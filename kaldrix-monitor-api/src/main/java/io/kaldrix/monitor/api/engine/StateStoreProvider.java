package io.kaldrix.monitor.api.engine;

import io.kaldrix.monitor.api.plugin.Plugin;
import io.kaldrix.monitor.api.plugin.Settings;
import java.io.IOException;

/**
 * Opens stores of one kind. Found by {@link java.util.ServiceLoader}; implementations are
 * stateless. Its {@link #name()} is the {@code type} that configuration uses.
 */
public interface StateStoreProvider extends Plugin {

  /**
   * Returns a store that holds what it held when it was closed.
   *
   * @throws IOException if it cannot be opened, or another process has it open
   * @throws io.kaldrix.monitor.api.plugin.SettingsException if a setting is wrong
   */
  StateStore open(Settings settings) throws IOException;
}
