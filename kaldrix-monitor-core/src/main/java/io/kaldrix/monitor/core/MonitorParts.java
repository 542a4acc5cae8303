package io.kaldrix.monitor.core;

import io.kaldrix.monitor.api.audit.AuditTrail;
import io.kaldrix.monitor.api.engine.MonitorEngine;
import io.kaldrix.monitor.api.engine.StateStore;
import io.kaldrix.monitor.api.query.QueryEngine;
import io.kaldrix.monitor.core.engine.FencedCalls;
import io.kaldrix.monitor.core.engine.PluginCatalog;
import io.kaldrix.monitor.core.health.HealthMonitor;
import io.kaldrix.monitor.core.meter.MeterCollector;
import io.kaldrix.monitor.core.remediation.RemediationRunner;
import io.kaldrix.monitor.core.rule.RuleEngine;
import io.kaldrix.monitor.core.series.InMemorySeriesStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The parts of one monitor, put together; how they start and how they end. */
record MonitorParts(
    InMemorySeriesStore store,
    MeterCollector collector,
    QueryEngine queries,
    RuleEngine rules,
    HealthMonitor health,
    RemediationRunner remediations,
    Map<String, MonitorEngine> engines,
    PluginCatalog catalog,
    StateStore state,
    AuditTrail audit,
    FencedCalls fence,
    Duration pluginDeadline,
    Tick tick,
    Optional<TickLoop> loop) {

  private static final Logger LOG = LoggerFactory.getLogger(KaldrixMonitor.class);

  void start() {
    LOG.info("{}", StartupReport.of(catalog, engines.keySet()));
    loop.ifPresent(TickLoop::start);
  }

  boolean ticksByItself() {
    return loop.isPresent();
  }

  /** Returns the engine behind a door. */
  <D> D door(Class<D> door, String artifact) {
    return engines.values().stream()
        .filter(door::isInstance)
        .map(door::cast)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "nothing is behind the door "
                        + door.getSimpleName()
                        + ": add "
                        + artifact
                        + " to the class path or module path; found engines "
                        + engines.keySet()));
  }

  void close(Duration patience) {
    loop.ifPresent(running -> running.stop(patience));
    List<Map.Entry<String, MonitorEngine>> lastFirst = new ArrayList<>(engines.entrySet());
    Collections.reverse(lastFirst);
    for (Map.Entry<String, MonitorEngine> engine : lastFirst) {
      closeFenced("engine:" + engine.getKey(), engine.getValue());
    }
    health.close();
    collector.close();
    closeFenced("audit", audit);
    closeFenced("state", state);
    List<String> hanging = fence.close(patience);
    if (!hanging.isEmpty()) {
      LOG.warn("closed, but plugins {} do not come back and keep their daemon threads", hanging);
    }
  }

  private void closeFenced(String plugin, AutoCloseable part) {
    String problem =
        fence
            .call(
                plugin,
                pluginDeadline,
                () -> {
                  part.close();
                  return plugin;
                })
            .problem();
    if (!problem.isEmpty()) {
      LOG.warn("{} did not close: {}", plugin, problem);
    }
  }
}
