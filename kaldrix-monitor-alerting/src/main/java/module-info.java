/** Tells of alerts: who is told what, when, how often it is tried, and what became of it. */
module io.kaldrix.monitor.alerting {
  requires static org.jspecify;
  requires transitive io.kaldrix.monitor.api;
  requires org.slf4j;

  uses io.kaldrix.monitor.api.notify.ChannelProvider;

  provides io.kaldrix.monitor.api.engine.MonitorEngineProvider with
      io.kaldrix.monitor.alerting.AlertingEngine.Provider;
  provides io.kaldrix.monitor.api.notify.ChannelProvider with
      io.kaldrix.monitor.alerting.channel.ConsoleChannel.Provider;
}
