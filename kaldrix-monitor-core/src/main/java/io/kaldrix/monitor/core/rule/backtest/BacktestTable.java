package io.kaldrix.monitor.core.rule.backtest;

import io.kaldrix.monitor.api.alert.Severity;
import io.kaldrix.monitor.api.plugin.DurationText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes a report as a table. */
final class BacktestTable {

  private static final List<String> HEADER =
      List.of(
          "ALERT",
          "SEVERITY",
          "SERIES",
          "FIRINGS",
          "PAGES",
          "FLAPS",
          "WAITS",
          "FIRING",
          "LONGEST",
          "FIRST",
          "LAST");

  /** Columns up to here are texts and stand at the left, the following are figures. */
  private static final int TEXT_COLUMNS = 2;

  private BacktestTable() {}

  static String of(BacktestReport report) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            "%s to %s, a tick every %s: %d ticks in %.1f s%n%n",
            report.from(),
            report.to(),
            DurationText.format(report.step()),
            report.ticks(),
            report.elapsed().toMillis() / 1000.0));
    rows(text, report);
    text.append(String.format("%n%d firings, pages by severity: ", report.firings()));
    text.append(report.pages().isEmpty() ? "none" : pages(report.pages()));
    for (String problem : report.problems()) {
      text.append(String.format("%nproblem: %s", problem));
    }
    return text.append(String.format("%n")).toString();
  }

  private static String pages(Map<Severity, Integer> pages) {
    List<String> each = new ArrayList<>();
    pages.forEach((severity, count) -> each.add(severity.label() + " " + count));
    return String.join(", ", each);
  }

  private static void rows(StringBuilder text, BacktestReport report) {
    List<List<String>> rows = new ArrayList<>(List.of(HEADER));
    report.outcomes().forEach(outcome -> rows.add(row(outcome)));
    int[] widths = new int[HEADER.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String format = i < TEXT_COLUMNS ? "%-" + widths[i] + "s" : "%" + widths[i] + "s";
        line.append(i == 0 ? "" : "  ").append(String.format(format, row.get(i)));
      }
      text.append(line.toString().stripTrailing()).append(String.format("%n"));
    }
  }

  private static List<String> row(RuleOutcome outcome) {
    return List.of(
        outcome.rule(),
        outcome.severity().label(),
        String.valueOf(outcome.series()),
        String.valueOf(outcome.firings()),
        String.valueOf(outcome.pages()),
        String.valueOf(outcome.flaps()),
        String.valueOf(outcome.waits()),
        duration(outcome.firing()),
        duration(outcome.longest()),
        time(outcome.first()),
        time(outcome.last()));
  }

  private static String duration(Duration duration) {
    return duration.isZero() ? "-" : DurationText.format(duration);
  }

  private static String time(Optional<Instant> time) {
    return time.map(Instant::toString).orElse("-");
  }
}
