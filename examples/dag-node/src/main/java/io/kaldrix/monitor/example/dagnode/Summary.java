package io.kaldrix.monitor.example.dagnode;

import io.kaldrix.monitor.api.Monitor;
import io.kaldrix.monitor.api.compliance.Finding;
import io.kaldrix.monitor.api.notify.DeliveryOutcome;
import io.kaldrix.monitor.api.query.VectorSample;
import io.kaldrix.monitor.example.dagnode.load.LoadGenerator;
import io.kaldrix.monitor.example.dagnode.scenario.Verdict;
import io.kaldrix.monitor.example.dagnode.scenario.Verdict.Sighting;
import io.kaldrix.monitor.example.dagnode.terminal.Terminal;
import io.kaldrix.monitor.example.dagnode.terminal.Terminal.Style;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Tells at the end what was seen, how soon, and what it cost. */
final class Summary {

  private final Terminal terminal;

  Summary(Terminal terminal) {
    this.terminal = terminal;
  }

  void tell(
      Verdict verdict,
      Monitor monitor,
      LoadGenerator load,
      WebhookReceiver receiver,
      int transitions) {
    terminal.line(Style.BOLD, "summary");
    for (Sighting sighting : verdict.lines()) {
      terminal.line(
          sighting.resolvedAfter().isPresent() ? Style.GREEN : Style.RED,
          String.format(
              Locale.ROOT,
              "  %-18s %-23s %s, %s",
              sighting.act(),
              sighting.rule(),
              sighting
                  .firedAfter()
                  .map(after -> "fired " + seconds(after) + " after the fault")
                  .orElse("did not fire"),
              sighting.resolvedAfter().map(Summary::resolution).orElse("did not resolve")));
    }
    long delivered =
        monitor.notifications().history().stream()
            .filter(attempt -> attempt.outcome() instanceof DeliveryOutcome.Delivered)
            .count();
    say("transactions submitted", Long.toString(load.submitted()));
    say("steps that alerts took", Integer.toString(transitions));
    say("notifications", delivered + " delivered, " + receiver.received() + " received");
    say("anomalies", Integer.toString(monitor.anomalies().recent().size()));
    for (Finding finding : monitor.compliance().findings()) {
      say("finding " + finding.check().id(), finding.result().outcome().label());
    }
    say("health at the end", monitor.health().report().status().label());
    say("series", query(monitor, "kaldrix_series", 1, "%.0f"));
    say("memory of their samples", query(monitor, "kaldrix_series_bytes", 1e-6, "%.1f MB"));
    say(
        "mean time of a tick",
        query(monitor, "avg_over_time(kaldrix_tick_seconds[1m])", 1e3, "%.1f ms"));
    verdict.complaints().forEach(complaint -> terminal.line(Style.RED, "  ✗ " + complaint));
    if (verdict.isGood()) {
      terminal.line(Style.GREEN, "all that had to fire did, and resolved; nothing else fired");
    }
  }

  private void say(String what, String value) {
    terminal.line(Style.PLAIN, String.format("  %-42s %s", what, value));
  }

  private static String resolution(Duration afterEnd) {
    return afterEnd.isNegative()
        ? "resolved " + seconds(afterEnd.negated()) + " before its end"
        : "resolved " + seconds(afterEnd) + " after its end";
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%4.1f s", duration.toMillis() / 1e3);
  }

  private static String query(Monitor monitor, String expression, double factor, String format) {
    List<VectorSample> samples =
        monitor.query().instant(expression, Clock.systemUTC().instant()).vector().samples();
    return samples.isEmpty()
        ? "-"
        : String.format(Locale.ROOT, format, samples.get(0).value() * factor);
  }
}
