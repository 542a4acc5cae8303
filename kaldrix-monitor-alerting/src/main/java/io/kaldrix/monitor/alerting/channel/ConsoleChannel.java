package io.kaldrix.monitor.alerting.channel;

import io.kaldrix.monitor.api.alert.Alert;
import io.kaldrix.monitor.api.alert.AlertState;
import io.kaldrix.monitor.api.alert.Severity;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.notify.ChannelProvider;
import io.kaldrix.monitor.api.notify.DeliveryOutcome;
import io.kaldrix.monitor.api.notify.Notification;
import io.kaldrix.monitor.api.notify.NotificationChannel;
import io.kaldrix.monitor.api.plugin.Settings;
import java.io.PrintStream;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes notifications to the terminal, a line each, or if there are several alerts a line for each
 * of them below it:
 *
 * <pre>
 * 2026-11-21T19:00:10Z [FIRING P1] DagRoundSlow: rounds take 4 s {instance="n1"} since 2026-…
 * </pre>
 *
 * <p>Labels and annotations come from everywhere, so control characters, with which they could move
 * the cursor or forge lines, and marks that turn the writing direction are shown as {@code U+001B}.
 */
final class ConsoleChannel implements NotificationChannel {

  /** When to write in colour. */
  enum Color {
    AUTO,
    ALWAYS,
    NEVER
  }

  private static final int LONGEST_TITLE = 700;
  private static final int LONGEST_LABELS = 600;
  private static final int LISTED_ALERTS = 20;

  private static final String BOLD_RED = "\u001b[1;31m";
  private static final String RED = "\u001b[31m";
  private static final String YELLOW = "\u001b[33m";
  private static final String CYAN = "\u001b[36m";
  private static final String GREEN = "\u001b[32m";
  private static final String PLAIN = "\u001b[0m";

  private final PrintStream stream;
  private final boolean colored;

  ConsoleChannel(PrintStream stream, boolean colored) {
    this.stream = stream;
    this.colored = colored;
  }

  @Override
  public DeliveryOutcome deliver(Notification notification) {
    stream.print(lines(notification)); // in one piece, so that other output does not come between
    stream.flush();
    return stream.checkError()
        ? new DeliveryOutcome.Retry("the stream takes nothing any more", Optional.empty())
        : new DeliveryOutcome.Delivered("");
  }

  private String lines(Notification notification) {
    List<Alert> alerts = notification.alerts();
    String title = shown(notification.title(), LONGEST_TITLE);
    StringBuilder lines =
        new StringBuilder()
            .append(notification.at().truncatedTo(ChronoUnit.SECONDS))
            .append(' ')
            .append(colored ? colorOf(notification) + title + PLAIN : title);
    if (alerts.size() == 1) {
      lines.append(' ').append(details(alerts.get(0)));
    }
    lines.append(System.lineSeparator());
    if (alerts.size() > 1) {
      for (Alert alert : alerts.subList(0, Math.min(LISTED_ALERTS, alerts.size()))) {
        lines
            .append("  ")
            .append(alert.state().label())
            .append(' ')
            .append(details(alert))
            .append(System.lineSeparator());
      }
    }
    if (alerts.size() > LISTED_ALERTS) {
      lines
          .append("  and ")
          .append(alerts.size() - LISTED_ALERTS)
          .append(" more")
          .append(System.lineSeparator());
    }
    return lines.toString();
  }

  private static String details(Alert alert) {
    Labels labels = alert.labels().without(List.of(Alert.NAME_LABEL, Severity.LABEL));
    return shown(labels.toString(), LONGEST_LABELS) + since(alert.state());
  }

  private static String since(AlertState state) {
    if (state instanceof AlertState.Firing firing) {
      return " since " + firing.since().truncatedTo(ChronoUnit.SECONDS);
    }
    if (state instanceof AlertState.Resolved resolved) {
      return " fired since " + resolved.since().truncatedTo(ChronoUnit.SECONDS);
    }
    return "";
  }

  private static String colorOf(Notification notification) {
    if (notification.status() == Notification.Status.RESOLVED) {
      return GREEN;
    }
    return switch (notification.severity()) {
      case CRITICAL -> BOLD_RED;
      case HIGH -> RED;
      case MEDIUM -> YELLOW;
      case LOW -> CYAN;
    };
  }

  private static String shown(String text, int longest) {
    StringBuilder shown = new StringBuilder();
    int taken = 0;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      if (taken++ == longest) {
        return shown.append('…').toString();
      }
      int c = text.codePointAt(i);
      if (isHarmful(c)) {
        shown.append(String.format("U+%04X", c));
      } else {
        shown.appendCodePoint(c);
      }
    }
    return shown.toString();
  }

  private static boolean isHarmful(int c) {
    boolean breaksLine = c == 0x2028 || c == 0x2029;
    boolean turnsDirection = (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
    boolean isHalfACharacter = c >= 0xd800 && c <= 0xdfff;
    return Character.isISOControl(c) || breaksLine || turnsDirection || isHalfACharacter;
  }

  @Override
  public String toString() {
    return "console";
  }

  /**
   * Offers the console under the name {@code console}. Settings: {@code stream} ({@code out} or
   * {@code err}) and {@code color} ({@code auto}, {@code always} or {@code never}; {@code auto}
   * writes in colour to a terminal unless {@code NO_COLOR} is set).
   */
  public static final class Provider implements ChannelProvider {

    /** Creates the provider. */
    public Provider() {}

    @Override
    public String name() {
      return "console";
    }

    @Override
    public NotificationChannel create(Settings settings) {
      return create(settings, System.out, System.err);
    }

    NotificationChannel create(Settings settings, PrintStream out, PrintStream err) {
      PrintStream stream = settings.choice("stream", out, Map.of("out", out, "err", err));
      Color color =
          settings.choice(
              "color",
              Color.AUTO,
              Map.of("auto", Color.AUTO, "always", Color.ALWAYS, "never", Color.NEVER));
      return new ConsoleChannel(stream, isColored(color, System.getenv(), hasTerminal()));
    }

    // From JDK 22 to 24 there is a console even without a terminal; there TERM alone decides.
    @SuppressWarnings("SystemConsoleNull")
    private static boolean hasTerminal() {
      return System.console() != null;
    }
  }

  static boolean isColored(Color color, Map<String, String> environment, boolean terminal) {
    return switch (color) {
      case ALWAYS -> true;
      case NEVER -> false;
      case AUTO ->
          terminal
              && environment.getOrDefault("NO_COLOR", "").isEmpty()
              && !environment.getOrDefault("TERM", "dumb").equals("dumb");
    };
  }
}
