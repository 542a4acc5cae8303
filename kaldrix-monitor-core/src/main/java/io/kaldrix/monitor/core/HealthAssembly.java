package io.kaldrix.monitor.core;

import io.kaldrix.monitor.api.engine.CallOutcome;
import io.kaldrix.monitor.api.engine.Fence;
import io.kaldrix.monitor.api.health.HealthCheck;
import io.kaldrix.monitor.api.health.HealthCheckProvider;
import io.kaldrix.monitor.api.health.HealthResult;
import io.kaldrix.monitor.core.config.HealthCheckSettings;
import io.kaldrix.monitor.core.config.HealthSettings;
import io.kaldrix.monitor.core.config.ProviderChoice;
import io.kaldrix.monitor.core.engine.PluginCatalog;
import io.kaldrix.monitor.core.health.ScheduledCheck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes the health checks that configuration and the host ask for. One that cannot be made stands
 * there as down; a wrong setting is the configuration's fault and thrown.
 */
final class HealthAssembly {

  private final Map<String, HealthCheckProvider> providers;
  private final Fence fence;
  private final Duration deadline;

  HealthAssembly(PluginCatalog catalog, Fence fence, Duration deadline) {
    this.providers = catalog.byName(HealthCheckProvider.class);
    this.fence = fence;
    this.deadline = deadline;
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
    ProviderChoice provider = wanted.provider();
    HealthCheckProvider maker = provider.among(providers);
    CallOutcome<HealthCheck> made =
        fence.call(
            "health-check:" + wanted.name(), deadline, () -> maker.create(provider.settings()));
    if (made instanceof CallOutcome.Threw<HealthCheck> threw
        && threw.cause() instanceof IllegalArgumentException wrongSetting) {
      throw wrongSetting;
    }
    HealthCheck check =
        made.value()
            .orElse(() -> HealthResult.down("the check could not be made: " + made.problem()));
    return new ScheduledCheck(
        wanted.name(),
        check,
        wanted.groups().orElseGet(check::groups),
        wanted.interval(),
        wanted.deadline());
  }
}
