package io.kaldrix.monitor.example.dagnode.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaldrix.monitor.core.KaldrixMonitor;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class KeyFiguresTest {

  private static final Instant NOW = Instant.parse("2026-11-21T19:00:00Z");
  private static final Pattern COLUMN = Pattern.compile("\\S+( (%|kB/s|MB|ms))?");

  private static String row(MeterRegistry registry) {
    try (KaldrixMonitor monitor =
        KaldrixMonitor.builder()
            .meterRegistry(registry)
            .configuration(Map.of("plugins", Map.of("alerting", Map.of("enabled", false))))
            .manualTicks()
            .start()) {
      monitor.tick(NOW);
      return new KeyFigures(monitor).row(NOW);
    }
  }

  /** Returns where the right-aligned columns end: all but the last. */
  private static List<Integer> ends(String line) {
    List<Integer> ends = new ArrayList<>();
    Matcher column = COLUMN.matcher(line);
    while (column.find()) {
      ends.add(column.end());
    }
    return ends.subList(0, ends.size() - 1);
  }

  @Test
  void whatIsNotKnownIsADashUnderItsHeading() {
    String row = row(new SimpleMeterRegistry());
    assertThat(row).matches("( +-){14}  [A-Z]+");
    assertThat(ends(row)).isEqualTo(ends(KeyFigures.HEADING));
  }

  @Test
  void figuresStandUnderTheirHeadings() {
    MeterRegistry registry = new SimpleMeterRegistry();
    Gauge.builder("dag.vertex.height", () -> 1234567).register(registry);
    Gauge.builder("dag.consensus.participation", () -> 1).register(registry);
    Gauge.builder("dag.peers.connected", () -> 12).register(registry);
    Gauge.builder("process.cpu.usage", () -> 1).register(registry);
    String row = row(registry);
    assertThat(row).contains(" 1234567 ", " 100 % ", " 12 ");
    assertThat(ends(row)).isEqualTo(ends(KeyFigures.HEADING));
  }
}
