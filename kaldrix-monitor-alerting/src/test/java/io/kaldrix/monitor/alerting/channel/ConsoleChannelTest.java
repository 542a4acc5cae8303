package io.kaldrix.monitor.alerting.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaldrix.monitor.alerting.channel.ConsoleChannel.Color;
import io.kaldrix.monitor.api.alert.Alert;
import io.kaldrix.monitor.api.alert.AlertState;
import io.kaldrix.monitor.api.alert.Severity;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.notify.ChannelProvider;
import io.kaldrix.monitor.api.notify.Notification;
import io.kaldrix.monitor.api.notify.NotificationChannel;
import io.kaldrix.monitor.api.plugin.Settings;
import io.kaldrix.monitor.plugin.testkit.ChannelContract;
import io.kaldrix.monitor.plugin.testkit.Inbox;
import io.kaldrix.monitor.plugin.testkit.Receiver;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsoleChannelTest implements ChannelContract {

  private static final Instant T0 = Instant.parse("2026-11-21T19:00:10.123Z");

  private final Terminal terminal = new Terminal();

  @Override
  public ChannelProvider provider() {
    return new ConsoleChannel.Provider();
  }

  @Override
  public Map<String, ?> settings() {
    return Map.of("stream", "err", "color", "never");
  }

  @Override
  public NotificationChannel create(Settings settings) {
    PrintStream wrong = new PrintStream(OutputStream.nullOutputStream(), false);
    return new ConsoleChannel.Provider().create(settings, wrong, terminal.stream);
  }

  @Override
  public Receiver receiver() {
    return terminal;
  }

  @Override
  public boolean carriesIdempotencyKey() {
    return false;
  }

  /** A stream that one can look at afterwards, and that can go away. */
  private static final class Terminal implements Receiver {
    private final Inbox inbox = new Inbox();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private boolean gone;
    private final PrintStream stream =
        new PrintStream(
            new OutputStream() {
              @Override
              public void write(int b) throws IOException {
                if (gone) {
                  throw new IOException("broken pipe");
                }
                bytes.write(b);
              }

              @Override
              public void flush() {
                if (bytes.size() > 0) {
                  inbox.contacted();
                  inbox.accepted("", bytes.toString(StandardCharsets.UTF_8));
                  bytes.reset();
                }
              }
            },
            false,
            StandardCharsets.UTF_8);

    @Override
    public Inbox inbox() {
      return inbox;
    }

    @Override
    public void become(Behaviour behaviour) {
      gone = behaviour == Behaviour.GONE;
    }

    @Override
    public Set<Behaviour> behaviours() {
      return EnumSet.of(Behaviour.HEALTHY, Behaviour.GONE);
    }

    @Override
    public void close() {
      stream.close();
    }
  }

  private static Alert alert(String peer, AlertState state) {
    return new Alert(
        Labels.of("alertname", "DagRoundSlow", "severity", "high", "peer", peer),
        Map.of("summary", "rounds take 4 s"),
        Severity.HIGH,
        state,
        4);
  }

  private String written(boolean colored, Alert... alerts) {
    Notification.Status status =
        alerts[0].isFiring() ? Notification.Status.FIRING : Notification.Status.RESOLVED;
    String title = "[" + status + " P1] DagRoundSlow: rounds take 4 s";
    Notification notification =
        new Notification("key", "group", status, title, "text", List.of(alerts), T0);
    new ConsoleChannel(terminal.stream, colored).deliver(notification);
    return terminal.inbox.messages().get(0).content();
  }

  @Test
  void anAlertIsOneReadableLine() {
    assertThat(written(false, alert("n2", new AlertState.Firing(T0, T0))))
        .isEqualTo(
            "2026-11-21T19:00:10Z [FIRING P1] DagRoundSlow: rounds take 4 s {peer=\"n2\"}"
                + " since 2026-11-21T19:00:10Z"
                + System.lineSeparator());
  }

  @Test
  void anAlertThatIsOverSaysSinceWhenItFired() {
    assertThat(written(false, alert("n2", new AlertState.Resolved(T0, T0.plusSeconds(60)))))
        .contains("[RESOLVED P1]")
        .contains("fired since 2026-11-21T19:00:10Z");
  }

  @Test
  void severalAlertsFollowTheTitleOnALineEach() {
    List<Alert> many = new ArrayList<>();
    for (int i = 0; i < 23; i++) {
      many.add(alert("n" + i, new AlertState.Firing(T0, T0)));
    }
    List<String> lines = written(false, many.toArray(new Alert[0])).lines().toList();
    assertThat(lines).hasSize(22);
    assertThat(lines.get(1)).isEqualTo("  firing {peer=\"n0\"} since 2026-11-21T19:00:10Z");
    assertThat(lines.get(21)).isEqualTo("  and 3 more");
  }

  @Test
  void colorTellsSeverityAndRelief() {
    assertThat(written(true, alert("n2", new AlertState.Firing(T0, T0))))
        .contains("\u001b[31m[FIRING P1] DagRoundSlow: rounds take 4 s\u001b[0m");
  }

  @Test
  void colorTellsThatItIsOver() {
    assertThat(written(true, alert("n2", new AlertState.Resolved(T0, T0))))
        .contains("\u001b[32m[RESOLVED P1]");
  }

  @Test
  void whatCouldMoveTheCursorOrTurnTheTextIsShownInsteadOfDone() {
    String line =
        written(
            false,
            alert("a\u001b[2J\nFORGED \u202egnp.exe\u2028 \ud800!", new AlertState.Firing(T0, T0)));
    assertThat(line.lines()).hasSize(1);
    assertThat(line).contains("aU+001B[2J\\nFORGED U+202Egnp.exeU+2028 U+D800!");
  }

  @Test
  void aHugeLabelIsCut() {
    assertThat(written(false, alert("x".repeat(10_000_000), new AlertState.Firing(T0, T0))))
        .hasSizeLessThan(1_000)
        .contains("xxx… since");
  }

  @ParameterizedTest(name = "{0}, NO_COLOR={1}, TERM={2}, terminal {3}: {4}")
  @CsvSource({
    "ALWAYS, 1, dumb, false, true",
    "NEVER, '', xterm, true, false",
    "AUTO, '', xterm, true, true",
    "AUTO, '', xterm, false, false",
    "AUTO, 1, xterm, true, false",
    "AUTO, '', dumb, true, false"
  })
  void colorsWhereItCanBeSeenAndIsWanted(
      Color color, String noColor, String term, boolean terminal, boolean expected) {
    Map<String, String> environment = Map.of("NO_COLOR", noColor, "TERM", term);
    assertThat(ConsoleChannel.isColored(color, environment, terminal)).isEqualTo(expected);
  }
}
