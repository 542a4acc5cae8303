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
import io.kaldrix.monitor.core.series.SeriesJournal;
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
    Optional<SeriesJournal> journal,
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
  <D> D door(Class<D> door, String engine) {
    return engines.values().stream()
        .filter(door::isInstance)
        .map(door::cast)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "nothing is behind the door "
                        + door.getSimpleName()
                        + ": "
                        + KnownEngines.toAdd(engine)
                        + "; found engines "
                        + engines.keySet()));
  }

  /** Closes everything, last first; what hangs is named and left. */
  void close(Duration patience) {
    Patience left = new Patience(patience);
    loop.ifPresent(running -> running.stop(left.now()));
    if (!tick.close(left.now())) {
      LOG.warn("closing during a tick that does not end");
    }
    List<Map.Entry<String, MonitorEngine>> lastFirst = new ArrayList<>(engines.entrySet());
    Collections.reverse(lastFirst);
    for (Map.Entry<String, MonitorEngine> engine : lastFirst) {
      closeFenced("engine:" + engine.getKey(), engine.getValue(), left);
    }
    closeFenced("health", health, left);
    collector.close();
    rules.close();
    journal.ifPresent(open -> closeFenced("series", open, left));
    closeFenced("audit", audit, left);
    closeFenced("state", state, left);
    List<String> hanging = fence.close(left.now());
    if (!hanging.isEmpty()) {
      LOG.warn("closed, but plugins {} do not come back and keep their daemon threads", hanging);
    }
  }

  private void closeFenced(String plugin, AutoCloseable part, Patience left) {
    Duration most = left.now();
    String problem =
        fence
            .call(
                plugin,
                most.compareTo(pluginDeadline) < 0 ? most : pluginDeadline,
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
