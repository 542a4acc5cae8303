package io.kaldrix.monitor.core;

import io.kaldrix.monitor.api.health.HealthCheck;
import io.kaldrix.monitor.api.health.HealthCheckProvider;
import io.kaldrix.monitor.core.config.HealthCheckSettings;
import io.kaldrix.monitor.core.config.HealthSettings;
import io.kaldrix.monitor.core.engine.PluginCatalog;
import io.kaldrix.monitor.core.health.ScheduledCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes the health checks that configuration and the host ask for. */
final class HealthAssembly {

  private final Map<String, HealthCheckProvider> providers;

  HealthAssembly(PluginCatalog catalog) {
    this.providers = catalog.byName(HealthCheckProvider.class);
  }

  List<ScheduledCheck> checks(HealthSettings settings, Map<String, HealthCheck> ofHost) {
    List<ScheduledCheck> checks = new ArrayList<>();
    for (HealthCheckSettings wanted : settings.checks()) {
      boolean switchedOff =
          HealthSettings.ALWAYS_ON.contains(wanted.name())
              && !providers.containsKey(wanted.provider().type());
      if (wanted.enabled() && !switchedOff) {
        checks.add(scheduled(wanted));
      }
    }
    ofHost.forEach(
        (name, check) ->
            checks.add(
                new ScheduledCheck(
                    name, check, check.groups(), settings.interval(), settings.deadline())));
    return checks;
  }

  private ScheduledCheck scheduled(HealthCheckSettings wanted) {
    HealthCheck check = wanted.provider().among(providers).create(wanted.provider().settings());
    return new ScheduledCheck(
        wanted.name(),
        check,
        wanted.groups().orElseGet(check::groups),
        wanted.interval(),
        wanted.deadline());
  }
}
