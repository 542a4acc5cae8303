/** Collects the series that other programs show to Prometheus. */
module io.kaldrix.monitor.plugin.collector.scrape {
  requires static org.jspecify;
  requires io.kaldrix.monitor.api;
  requires io.kaldrix.monitor.core;
  requires java.net.http;
  requires org.slf4j;

  provides io.kaldrix.monitor.api.engine.MonitorEngineProvider with
      io.kaldrix.monitor.plugin.collector.scrape.ScrapeEngine.Provider;
}
