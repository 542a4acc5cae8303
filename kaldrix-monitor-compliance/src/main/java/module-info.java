/** Checks whether rules set by others are kept, and keeps what was found. */
module io.kaldrix.monitor.compliance {
  requires static org.jspecify;
  requires transitive io.kaldrix.monitor.api;
  requires org.slf4j;

  uses io.kaldrix.monitor.api.compliance.ComplianceCheckProvider;

  provides io.kaldrix.monitor.api.compliance.ComplianceCheckProvider with
      io.kaldrix.monitor.compliance.check.TlsCheck.Provider;
  provides io.kaldrix.monitor.api.engine.MonitorEngineProvider with
      io.kaldrix.monitor.compliance.AssessmentEngine.Provider;
}
