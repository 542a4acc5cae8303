package io.kaldrix.monitor.plugin.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaldrix.monitor.api.plugin.Plugin;
import io.kaldrix.monitor.api.plugin.Settings;
import io.kaldrix.monitor.api.plugin.SettingsException;
import java.lang.reflect.Modifier;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What every plugin promises, whatever its kind. The contract of each kind includes this one.
 *
 * @param <P> the kind
 */
public interface PluginContract<P extends Plugin> {

  /** Returns a new provider. */
  P provider();

  /** Returns settings that the provider accepts, among them all that it must have. */
  default Map<String, ?> settings() {
    return Map.of();
  }

  /** Returns the keys of {@link #settings()} without which nothing can be made. */
  default Set<String> requiredSettings() {
    return Set.of();
  }

  /** Has the provider make what it makes; each kind's contract says how. */
  Object create(Settings settings) throws Exception;

  @Test
  default void aServiceLoaderCanMakeTheProvider() throws Exception {
    Class<?> type = provider().getClass();
    assertThat(Modifier.isPublic(type.getModifiers())).as("%s is public", type).isTrue();
    assertThatCode(() -> type.getConstructor().newInstance()).doesNotThrowAnyException();
  }

  @Test
  default void itsNameIsInLowerKebabCase() {
    assertThat(provider().name()).matches("[a-z0-9]+(-[a-z0-9]+)*");
  }

  @Test
  default void itsNameAndOrderStayTheSame() {
    P provider = provider();
    assertThat(List.of(provider.name(), provider.name(), provider().name()))
        .containsOnly(provider.name());
    assertThat(List.of(provider.order(), provider.order(), provider().order()))
        .containsOnly(provider.order());
  }

  @Test
  default void understandsTheSettingsItAsksFor() {
    assertThatCode(() -> PluginSettings.read(this, settings())).doesNotThrowAnyException();
  }

  @Test
  default void refusesASettingItDoesNotKnow() {
    Map<String, Object> settings = new LinkedHashMap<>(settings());
    settings.put("no-such-setting", "anything");
    assertThatThrownBy(() -> PluginSettings.read(this, settings))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("no-such-setting");
  }

  @Test
  default void refusesToDoWithoutASettingItMustHave() {
    for (String key : requiredSettings()) {
      Map<String, Object> settings = new LinkedHashMap<>(settings());
      assertThat(settings.remove(key)).as("settings() has '%s'", key).isNotNull();
      assertThatThrownBy(() -> PluginSettings.read(this, settings))
          .isInstanceOf(SettingsException.class)
          .hasMessageContaining(key);
    }
  }

  @Test
  default void refusesASettingOfTheWrongShape() {
    for (String key : settings().keySet()) {
      Map<String, Object> settings = new LinkedHashMap<>(settings());
      settings.replaceAll((k, v) -> k.equals(key) ? PluginSettings.ofAnotherShape(v) : v);
      assertThatThrownBy(() -> PluginSettings.read(this, settings))
          .isInstanceOf(SettingsException.class)
          .hasMessageContaining(key);
    }
  }
}
