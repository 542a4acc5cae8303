package io.kaldrix.monitor.core.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaldrix.monitor.api.health.HealthCheckProvider;
import io.kaldrix.monitor.api.plugin.Settings;
import io.kaldrix.monitor.core.config.HealthCheckSettings;
import io.kaldrix.monitor.core.config.HealthSettings;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class BuiltInChecksTest {

  @Test
  void areFoundByTheirNames() {
    assertThat(providers())
        .containsOnlyKeys("deadlock", "disk-space", "dns", "heap", "http", "tcp", "tls-expiry");
  }

  @Test
  void thoseThatAreAlwaysOnNeedToBeToldNothing() throws Exception {
    for (HealthCheckSettings check : HealthSettings.DEFAULTS.checks()) {
      Settings settings = check.provider().settings();
      assertThat(check.enabled()).isTrue();
      assertThat(check.provider().among(providers()).create(settings).check()).isNotNull();
      settings.refuseUnknown();
    }
  }

  private static Map<String, HealthCheckProvider> providers() {
    return ServiceLoader.load(HealthCheckProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.getClass().getName().contains(".core.health."))
        .collect(Collectors.toMap(HealthCheckProvider::name, Function.identity()));
  }
}
