package io.kaldrix.monitor.core.config;

import io.kaldrix.monitor.api.plugin.NearestName;
import io.kaldrix.monitor.api.plugin.Settings;
import io.kaldrix.monitor.api.plugin.SettingsException;
import java.util.Map;
import java.util.TreeSet;

/**
 * Which provider makes a part, and what the part is told.
 *
 * @param type the provider's name
 * @param settings the provider's own settings; its {@code type} has been asked for
 */
public record ProviderChoice(String type, Settings settings) {

  /** Creates a choice. */
  public ProviderChoice {
    if (type.isBlank()) {
      throw new IllegalArgumentException("type is blank, must be the name of a provider");
    }
  }

  /** Returns the choice of a provider that needs to be told nothing. */
  public static ProviderChoice of(String type) {
    return new ProviderChoice(type, Settings.none());
  }

  /** Returns the choice of a provider and what a program tells it. */
  public static ProviderChoice of(String type, Map<String, ?> settings) {
    return new ProviderChoice(type, Settings.of(settings));
  }

  static ProviderChoice read(Settings settings, String fallback) {
    String type = settings.string("type", fallback);
    if (type.isBlank()) {
      throw settings.invalid("type", "the name of a provider");
    }
    return new ProviderChoice(type, settings);
  }

  /**
   * Returns what was chosen.
   *
   * @param providers those there are, by name
   * @throws SettingsException if there is none of that name; it lists those there are
   */
  public <P> P among(Map<String, P> providers) {
    P provider = providers.get(type);
    if (provider != null) {
      return provider;
    }
    String allowed =
        "one of "
            + String.join(", ", new TreeSet<>(providers.keySet()))
            + NearestName.hint(type, providers.keySet());
    if (settings.keys().contains("type")) {
      throw settings.invalid("type", allowed);
    }
    throw new SettingsException(
        settings.origin(), "there is no provider '" + type + "', must be " + allowed);
  }
}
