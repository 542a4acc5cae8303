package io.kaldrix.monitor.example.dagnode.terminal;

import io.kaldrix.monitor.api.Monitor;
import io.kaldrix.monitor.api.health.HealthStatus;
import io.kaldrix.monitor.api.query.VectorSample;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** The figures that move: each is a query to the monitor, as anybody could ask it. */
public final class KeyFigures {

  /** The heading over {@link #row}. */
  public static final String HEADING =
      "  tx/s   ok %  latency  volume/s  height  vertex  propag.   round  validators  peers"
          + "   disk   net kB/s   cpu  heap MB  health";

  private final Monitor monitor;

  /** Creates figures of {@code monitor}. */
  public KeyFigures(Monitor monitor) {
    this.monitor = monitor;
  }

  /** Returns the figures at {@code now} in one line. */
  public String row(Instant now) {
    return String.format(
        Locale.ROOT,
        "%6s %6s %8s %9s %7s %7s %8s %7s %11s %6s %6s %10s %5s %8s  %s",
        number(
            now,
            "sum(rate(dag_transactions_confirmed_total[5s])) / count(dag_vertex_height)",
            "%.0f"),
        number(
            now,
            "100 * sum(rate(dag_transactions_confirmed_total[5s])) / (sum(rate("
                + "dag_transactions_confirmed_total[5s])) + sum(rate(dag_transactions_rejected_total"
                + "{reason!=\"duplicate\"}[5s])))",
            "%.1f"),
        millis(now, mean("dag_transaction_latency_seconds")),
        number(now, "max(rate(dag_transactions_volume_coins_total[5s]))", "%.0f"),
        number(now, "max(dag_vertex_height)", "%.0f"),
        millis(now, mean("dag_vertex_time_seconds")),
        millis(now, mean("dag_vertex_propagation_seconds")),
        millis(now, mean("dag_consensus_round_seconds")),
        number(now, "100 * max(dag_consensus_participation)", "%.0f %%"),
        number(now, "sum(dag_peers_connected)", "%.0f"),
        millis(now, mean("dag_disk_write_seconds")),
        number(now, "sum(rate(dag_network_sent_bytes_total[5s])) / 1000", "%.0f"),
        number(now, "100 * process_cpu_usage", "%.0f %%"),
        number(now, "sum(jvm_memory_used_bytes{area=\"heap\"}) / 1e6", "%.0f"),
        health());
  }

  private static String mean(String timer) {
    return "sum(rate(" + timer + "_sum[5s])) / sum(rate(" + timer + "_count[5s]))";
  }

  private String millis(Instant now, String query) {
    return number(now, "1000 * " + query, "%.0f ms");
  }

  private String number(Instant now, String query, String format) {
    List<VectorSample> samples = monitor.query().instant(query, now).vector().samples();
    return samples.isEmpty() || Double.isNaN(samples.get(0).value())
        ? "-"
        : String.format(Locale.ROOT, format, samples.get(0).value());
  }

  private String health() {
    HealthStatus status = monitor.health().report().status();
    return status.label().toUpperCase(Locale.ROOT);
  }
}
