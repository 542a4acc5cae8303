package io.kaldrix.monitor.alerting.dispatch;

import io.kaldrix.monitor.api.alert.Alert;
import io.kaldrix.monitor.api.alert.AlertState;
import io.kaldrix.monitor.api.alert.Severity;
import io.kaldrix.monitor.api.label.Label;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.notify.Notification;
import io.kaldrix.monitor.api.plugin.DurationText;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;

/** The words of a notification, in the order in which somebody who is woken by it needs them. */
final class Wording {

  /** So many alerts are written out; the others are counted. */
  static final int LISTED_ALERTS = 10;

  private static final int LONGEST_TEXT = 500;
  private static final List<String> RUNBOOKS = List.of("runbook_url", "runbook");
  private static final Set<String> SAID_ELSEWHERE = Set.of(Alert.NAME_LABEL, Severity.LABEL);

  private Wording() {}

  /**
   * Returns one line such as {@code [FIRING P1] DagRoundSlow: rounds take 4 s}.
   *
   * @param alerts of one rule, worst first
   */
  static String title(Notification.Status status, List<Alert> alerts) {
    Alert worst = alerts.get(0);
    String many = alerts.size() == 1 ? "" : " (" + alerts.size() + ")";
    return "["
        + status
        + " "
        + worst.severity().priority()
        + "] "
        + oneLine(worst.name())
        + many
        + ": "
        + oneLine(worst.summary());
  }

  /**
   * Returns what is wrong, how bad, since when, where and what to do, a line each.
   *
   * @param alerts of one rule, worst first
   */
  static String text(List<Alert> alerts, Instant now) {
    Alert worst = alerts.get(0);
    StringBuilder text = new StringBuilder();
    line(text, "What", worst.summary());
    Optional.ofNullable(worst.annotations().get("description"))
        .ifPresent(description -> line(text, "Details", description));
    Severity severity = worst.severity();
    line(text, "How bad", severity.priority() + " " + severity.label() + count(alerts));
    if (alerts.size() == 1) {
      line(text, "Since", since(worst.state(), now));
      line(text, "Value", number(worst.value()));
      line(text, "Where", where(worst.labels()));
    } else {
      list(text, alerts, now);
    }
    line(text, "What to do", runbook(worst.annotations()));
    return text.toString();
  }

  private static void line(StringBuilder text, String heading, String content) {
    text.append(heading).append(": ").append(oneLine(content)).append('\n');
  }

  private static String count(List<Alert> alerts) {
    long firing = alerts.stream().filter(Alert::isFiring).count();
    long resolved = alerts.size() - firing;
    if (alerts.size() == 1) {
      return "";
    }
    return ", "
        + firing
        + (firing == 1 ? " alert fires" : " alerts fire")
        + (resolved == 0 ? "" : ", " + resolved + " resolved");
  }

  private static void list(StringBuilder text, List<Alert> alerts, Instant now) {
    text.append("Where:\n");
    for (Alert alert : alerts.subList(0, Math.min(LISTED_ALERTS, alerts.size()))) {
      text.append("- ")
          .append(oneLine(where(alert.labels())))
          .append(", ")
          .append(since(alert.state(), now))
          .append(", value ")
          .append(number(alert.value()))
          .append('\n');
    }
    if (alerts.size() > LISTED_ALERTS) {
      text.append("- and ").append(alerts.size() - LISTED_ALERTS).append(" more\n");
    }
  }

  private static String since(AlertState state, Instant now) {
    if (state instanceof AlertState.Firing firing) {
      return "firing since "
          + seconds(firing.since())
          + ", for "
          + length(firing.activeSince(), now);
    }
    if (state instanceof AlertState.Resolved resolved) {
      return "fired from "
          + seconds(resolved.since())
          + " to "
          + seconds(resolved.at())
          + ", for "
          + length(resolved.since(), resolved.at());
    }
    return state.label();
  }

  private static Instant seconds(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS);
  }

  private static String length(Instant from, Instant to) {
    return DurationText.format(Duration.between(from, to).truncatedTo(ChronoUnit.SECONDS));
  }

  private static String where(Labels labels) {
    StringJoiner where = new StringJoiner(", ");
    where.setEmptyValue("everywhere");
    for (Label label : labels.without(SAID_ELSEWHERE)) {
      where.add(label.toString());
    }
    return where.toString();
  }

  private static String runbook(Map<String, String> annotations) {
    return RUNBOOKS.stream()
        .filter(annotations::containsKey)
        .findFirst()
        .map(annotations::get)
        .orElse("no runbook is given");
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%.6g", value);
  }

  /** Returns {@code text} without line breaks and other control characters, cut if very long. */
  private static String oneLine(String text) {
    int end =
        text.offsetByCodePoints(0, Math.min(LONGEST_TEXT, text.codePointCount(0, text.length())));
    StringBuilder line = new StringBuilder(end);
    text.substring(0, end)
        .codePoints()
        .forEach(c -> line.appendCodePoint(Character.isISOControl(c) ? ' ' : c));
    return end == text.length() ? line.toString() : line.append(" …").toString();
  }
}
