package io.kaldrix.monitor.example.dagnode.whole;

import io.kaldrix.monitor.api.query.VectorSample;
import io.kaldrix.monitor.core.KaldrixMonitor;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;

/** A host that says which plugins its monitor found, and that it ticks. */
final class ListsPlugins {

  private ListsPlugins() {}

  /** Does so. */
  public static void main(String[] args) {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    registry.counter("hits").increment();
    try (KaldrixMonitor monitor =
        KaldrixMonitor.builder().meterRegistry(registry).manualTicks().start()) {
      System.out.println("core in " + KaldrixMonitor.class.getModule());
      monitor.plugins().stream()
          .map(plugin -> plugin.kind() + " " + plugin.name() + " " + plugin.state())
          .sorted() // they are listed in the order in which a path has them
          .forEach(System.out::println);
      Instant now = Instant.now();
      monitor.tick(now);
      VectorSample hits = monitor.query().instant("hits_total", now).vector().samples().get(0);
      System.out.println("hits " + hits.value());
    }
  }
}
