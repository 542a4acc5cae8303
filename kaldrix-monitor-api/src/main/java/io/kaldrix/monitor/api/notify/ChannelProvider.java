package io.kaldrix.monitor.api.notify;

import io.kaldrix.monitor.api.plugin.Plugin;
import io.kaldrix.monitor.api.plugin.Settings;

/**
 * Makes channels of one kind. Found by {@link java.util.ServiceLoader}; implementations are
 * stateless. Its {@link #name()} is the {@code type} that configuration uses.
 */
public interface ChannelProvider extends Plugin {

  /**
   * Returns a new channel. Makes no connection yet.
   *
   * @throws io.kaldrix.monitor.api.plugin.SettingsException if a setting is missing or wrong
   */
  NotificationChannel create(Settings settings);
}
