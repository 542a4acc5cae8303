package io.kaldrix.monitor.example.dagnode;

import io.kaldrix.monitor.api.Monitor;
import io.kaldrix.monitor.api.alert.Alert;
import io.kaldrix.monitor.api.alert.AlertState;
import io.kaldrix.monitor.api.alert.AlertTransition;
import io.kaldrix.monitor.api.anomaly.Anomaly;
import io.kaldrix.monitor.api.compliance.Finding;
import io.kaldrix.monitor.api.compliance.Outcome;
import io.kaldrix.monitor.api.health.CheckedHealth;
import io.kaldrix.monitor.api.health.HealthStatus;
import io.kaldrix.monitor.api.remediation.RemediationRun;
import io.kaldrix.monitor.example.dagnode.load.LoadGenerator;
import io.kaldrix.monitor.example.dagnode.scenario.Act;
import io.kaldrix.monitor.example.dagnode.scenario.FaultClock;
import io.kaldrix.monitor.example.dagnode.scenario.Scenario;
import io.kaldrix.monitor.example.dagnode.scenario.Verdict;
import io.kaldrix.monitor.example.dagnode.terminal.KeyFigures;
import io.kaldrix.monitor.example.dagnode.terminal.Terminal;
import io.kaldrix.monitor.example.dagnode.terminal.Terminal.Style;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Plays a scenario and tells, as it happens, what the monitor sees. */
final class Show {

  private static final Duration TURN = Duration.ofMillis(250);
  private static final int TURNS_BETWEEN_ROWS = 12;
  private static final Pattern TITLE =
      Pattern.compile("\"title\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");

  private final Terminal terminal;
  private final Clock clock = Clock.systemUTC();
  private final List<AlertTransition> transitions = new CopyOnWriteArrayList<>();
  private final Map<String, HealthStatus> health = new HashMap<>();
  private final Map<String, String> findings = new HashMap<>();
  private final Set<Map.Entry<String, Instant>> anomalies = new HashSet<>();
  private int remediations;

  Show(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Takes note of a notification that arrived at the receiver. */
  void arrived(String body) {
    Matcher title = TITLE.matcher(body);
    terminal.line(Style.BLUE, "  ✉ webhook  " + (title.find() ? title.group(1) : body));
  }

  /** Takes note of an alert's step. */
  void alertMoved(AlertTransition step) {
    transitions.add(step);
    Alert alert = step.alert();
    String text =
        String.format(
            "  ● %-9s %s %-23s %s",
            alert.state().label(), alert.severity().priority(), alert.name(), words(alert));
    terminal.line(style(alert.state()), text);
  }

  /** What was wrong would read as if it still were. */
  private static String words(Alert alert) {
    if (alert.state() instanceof AlertState.Resolved resolved) {
      long seconds = Duration.between(resolved.since(), resolved.at()).toSeconds();
      return "over after " + seconds + " s: " + alert.summary();
    }
    return alert.state() instanceof AlertState.Inactive
        ? "did not last: " + alert.summary()
        : alert.summary();
  }

  private static Style style(AlertState state) {
    if (state instanceof AlertState.Firing) {
      return Style.RED;
    }
    return state instanceof AlertState.Pending ? Style.YELLOW : Style.GREEN;
  }

  /** Plays to the end; returns whether what had to happen did, and nothing else. */
  boolean play(Scenario scenario, Monitor monitor, LoadGenerator load, WebhookReceiver receiver)
      throws InterruptedException {
    terminal.line(Style.BOLD, "four nodes, one monitor, " + scenario.length().toSeconds() + " s");
    FaultClock faults = new FaultClock(scenario, this::injected, this::cleared);
    KeyFigures figures = new KeyFigures(monitor);
    Instant started = clock.instant();
    long startNanos = System.nanoTime();
    for (int turn = 0; ; turn++) {
      Duration elapsed = Duration.ofNanos(System.nanoTime() - startNanos);
      if (elapsed.compareTo(scenario.length()) >= 0) {
        break;
      }
      faults.advanceTo(elapsed);
      tellNews(monitor);
      if (turn % TURNS_BETWEEN_ROWS == 0) {
        if (turn % (TURNS_BETWEEN_ROWS * 8) == 0) {
          terminal.line(Style.DIM, KeyFigures.HEADING);
        }
        terminal.line(Style.PLAIN, figures.row(clock.instant()));
      }
      pause();
    }
    Verdict verdict = Verdict.of(scenario, started, List.copyOf(transitions));
    new Summary(terminal).tell(verdict, monitor, load, receiver, transitions.size());
    return verdict.isGood();
  }

  private static void pause() throws InterruptedException {
    boolean unused = new CountDownLatch(1).await(TURN.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void injected(Act act) {
    terminal.line(Style.BOLD, "▼ fault     " + act.fault().description());
  }

  private void cleared(Act act) {
    terminal.line(Style.BOLD, "▲ cleared   " + act.fault().name());
  }

  private void tellNews(Monitor monitor) {
    for (CheckedHealth check : monitor.health().report().checks()) {
      HealthStatus status = check.result().status();
      HealthStatus before = health.put(check.name(), status);
      if (before != null && before != status && before != HealthStatus.UNKNOWN) {
        terminal.line(
            status == HealthStatus.UP ? Style.GREEN : Style.RED,
            "  ♥ health    "
                + check.name()
                + " is "
                + status.label()
                + ": "
                + check.result().summary());
      }
    }
    for (Finding finding : monitor.compliance().findings()) {
      String text = finding.result().outcome().label() + ": " + finding.result().summary();
      if (!text.equals(findings.put(finding.check().id(), text))) {
        boolean failed = finding.result().outcome() == Outcome.FAIL;
        terminal.line(
            failed ? Style.YELLOW : Style.DIM,
            "  § finding   " + finding.check().id() + " " + text);
      }
    }
    for (Anomaly anomaly : monitor.anomalies().recent()) {
      if (anomalies.add(Map.entry(anomaly.watch(), anomaly.start()))) {
        terminal.line(
            Style.YELLOW, "  ◆ anomaly   " + anomaly.watch() + ": " + anomaly.peak().reason());
      }
    }
    List<RemediationRun> runs = monitor.remediations().recent();
    for (RemediationRun run : runs.subList(remediations, runs.size())) {
      terminal.line(Style.BLUE, "  ⚒ remedy    " + run.action() + ": " + run.message());
    }
    remediations = runs.size();
  }
}
