/**
 * Collects meters into series, stores and queries them, evaluates rules, runs engines and plugins.
 */
module io.kaldrix.monitor.core {
  requires transitive io.kaldrix.monitor.api;
  requires transitive micrometer.core;
  requires static org.jspecify;
  requires com.fasterxml.jackson.core;
  requires re2j;
  requires java.management;
  requires java.net.http;
  requires org.slf4j;
  requires org.snakeyaml.engine;

  exports io.kaldrix.monitor.core;
  exports io.kaldrix.monitor.core.history;
  exports io.kaldrix.monitor.core.rule.backtest;
  exports io.kaldrix.monitor.core.rule.file;
  exports io.kaldrix.monitor.core.rule.unit;
  exports io.kaldrix.monitor.core.exposition;
  exports io.kaldrix.monitor.core.pattern;

  uses io.kaldrix.monitor.api.anomaly.DetectorProvider;
  uses io.kaldrix.monitor.api.audit.AuditTrailProvider;
  uses io.kaldrix.monitor.api.compliance.ComplianceCheckProvider;
  uses io.kaldrix.monitor.api.engine.MonitorEngineProvider;
  uses io.kaldrix.monitor.api.engine.StateStoreProvider;
  uses io.kaldrix.monitor.api.health.HealthCheckProvider;
  uses io.kaldrix.monitor.api.notify.ChannelProvider;
  uses io.kaldrix.monitor.api.remediation.RemediationProvider;

  provides io.kaldrix.monitor.api.audit.AuditTrailProvider with
      io.kaldrix.monitor.core.audit.InMemoryAuditTrail.Provider;
  provides io.kaldrix.monitor.api.engine.StateStoreProvider with
      io.kaldrix.monitor.core.state.FileStateStore.Provider,
      io.kaldrix.monitor.core.state.InMemoryStateStore.Provider;
  provides io.kaldrix.monitor.api.health.HealthCheckProvider with
      io.kaldrix.monitor.core.health.DeadlockCheck.Provider,
      io.kaldrix.monitor.core.health.DiskSpaceCheck.Provider,
      io.kaldrix.monitor.core.health.DnsCheck.Provider,
      io.kaldrix.monitor.core.health.HeapCheck.Provider,
      io.kaldrix.monitor.core.health.HttpCheck.Provider,
      io.kaldrix.monitor.core.health.TcpCheck.Provider,
      io.kaldrix.monitor.core.health.TlsExpiryCheck.Provider;
  provides io.kaldrix.monitor.api.remediation.RemediationProvider with
      io.kaldrix.monitor.core.remediation.ThreadDump.Provider;
}
