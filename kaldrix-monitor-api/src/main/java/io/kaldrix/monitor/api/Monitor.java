package io.kaldrix.monitor.api;

import io.kaldrix.monitor.api.alert.Alerts;
import io.kaldrix.monitor.api.anomaly.Anomalies;
import io.kaldrix.monitor.api.audit.AuditTrail;
import io.kaldrix.monitor.api.compliance.Compliance;
import io.kaldrix.monitor.api.health.Health;
import io.kaldrix.monitor.api.notify.Notifications;
import io.kaldrix.monitor.api.plugin.PluginStatus;
import io.kaldrix.monitor.api.query.QueryEngine;
import io.kaldrix.monitor.api.remediation.Remediations;
import io.kaldrix.monitor.api.rule.Rules;
import io.kaldrix.monitor.api.series.SeriesReader;
import java.util.List;

/**
 * A running monitor: opens doors and does nothing else. May be shared between threads.
 *
 * <p>A door whose module is not on the path throws {@link IllegalStateException} that names the
 * module to add; all others work without it.
 */
public interface Monitor extends AutoCloseable {

  /** Opens the series. */
  SeriesReader series();

  /** Opens the query engine. */
  QueryEngine query();

  /** Opens the rules. */
  Rules rules();

  /** Opens the alerts. */
  Alerts alerts();

  /** Opens health. */
  Health health();

  /** Opens what remediation did. */
  Remediations remediations();

  /** Opens the audit trail. */
  AuditTrail audit();

  /** Opens detection, of {@code kaldrix-monitor-anomaly}. */
  Anomalies anomalies();

  /** Opens notifications, of {@code kaldrix-monitor-alerting}. */
  Notifications notifications();

  /** Opens compliance, of {@code kaldrix-monitor-compliance}. */
  Compliance compliance();

  /** Returns what became of every plugin at start-up. */
  List<PluginStatus> plugins();

  /** Stops the monitor and all its threads. A second call does nothing. */
  @Override
  void close();
}
