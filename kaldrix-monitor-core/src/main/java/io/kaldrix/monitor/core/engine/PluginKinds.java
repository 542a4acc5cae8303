package io.kaldrix.monitor.core.engine;

import io.kaldrix.monitor.api.anomaly.DetectorProvider;
import io.kaldrix.monitor.api.audit.AuditTrailProvider;
import io.kaldrix.monitor.api.compliance.ComplianceCheckProvider;
import io.kaldrix.monitor.api.engine.MonitorEngineProvider;
import io.kaldrix.monitor.api.engine.StateStoreProvider;
import io.kaldrix.monitor.api.health.HealthCheckProvider;
import io.kaldrix.monitor.api.notify.ChannelProvider;
import io.kaldrix.monitor.api.plugin.Plugin;
import io.kaldrix.monitor.api.remediation.RemediationProvider;
import java.util.List;

/** The kinds of plugins there are. Each is a {@code uses} of this module as well. */
final class PluginKinds {

  static final List<Class<? extends Plugin>> ALL =
      List.of(
          MonitorEngineProvider.class,
          StateStoreProvider.class,
          AuditTrailProvider.class,
          HealthCheckProvider.class,
          DetectorProvider.class,
          ChannelProvider.class,
          ComplianceCheckProvider.class,
          RemediationProvider.class);

  private PluginKinds() {}
}
