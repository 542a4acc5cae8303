package io.kaldrix.monitor.example.dagnode.whole;

import io.kaldrix.monitor.core.KaldrixMonitor;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;

/** A host that starts a monitor, lets it tick, and ends without a thought for it. */
final class NeverCloses {

  private NeverCloses() {}

  /** Does so. */
  public static void main(String[] args) {
    KaldrixMonitor monitor =
        KaldrixMonitor.builder()
            .meterRegistry(new SimpleMeterRegistry())
            .tickInterval(Duration.ofMillis(10))
            .start();
    while (!hasTicked(monitor)) {
      Thread.onSpinWait();
    }
    System.out.println("ticked");
  }

  private static boolean hasTicked(KaldrixMonitor monitor) {
    String thrice = "kaldrix_ticks_total > 3";
    return !monitor.query().instant(thrice, Instant.now()).vector().samples().isEmpty();
  }
}
