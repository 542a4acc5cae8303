/**
 * The domain's values and the interfaces that engines and plugins implement. Start at {@link
 * io.kaldrix.monitor.api.Monitor}.
 */
module io.kaldrix.monitor.api {
  requires static transitive org.jspecify;

  exports io.kaldrix.monitor.api;
  exports io.kaldrix.monitor.api.alert;
  exports io.kaldrix.monitor.api.anomaly;
  exports io.kaldrix.monitor.api.audit;
  exports io.kaldrix.monitor.api.compliance;
  exports io.kaldrix.monitor.api.engine;
  exports io.kaldrix.monitor.api.health;
  exports io.kaldrix.monitor.api.label;
  exports io.kaldrix.monitor.api.notify;
  exports io.kaldrix.monitor.api.plugin;
  exports io.kaldrix.monitor.api.query;
  exports io.kaldrix.monitor.api.remediation;
  exports io.kaldrix.monitor.api.rule;
  exports io.kaldrix.monitor.api.series;
  exports io.kaldrix.monitor.api.template;
}
