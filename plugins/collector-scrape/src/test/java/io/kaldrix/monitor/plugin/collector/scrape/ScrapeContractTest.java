package io.kaldrix.monitor.plugin.collector.scrape;

import io.kaldrix.monitor.api.engine.MonitorEngineProvider;
import io.kaldrix.monitor.plugin.testkit.MonitorEngineContract;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ScrapeContractTest implements MonitorEngineContract {

  private static PageServer server;

  @BeforeAll
  static void show() throws IOException {
    server = new PageServer();
    server.shows("/metrics", "m 1\n");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Override
  public MonitorEngineProvider provider() {
    return new ScrapeEngine.Provider(() -> 0);
  }

  @Override
  public Map<String, ?> settings() {
    return Map.of(
        "scrape_configs",
        List.of(
            Map.of(
                "job_name",
                "app",
                "scrape_interval",
                "30s",
                "static_configs",
                List.of(Map.of("targets", List.of(server.address()))))));
  }

  /** Up to Java 20 the thread of an HTTP client ends only once the client is collected. */
  @Test
  @Override
  public void leavesNoThreadBehind() throws InterruptedException {
    if (Runtime.version().feature() > 20) {
      MonitorEngineContract.super.leavesNoThreadBehind();
    }
  }
}
