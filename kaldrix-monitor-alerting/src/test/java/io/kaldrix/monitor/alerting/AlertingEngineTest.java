package io.kaldrix.monitor.alerting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.kaldrix.monitor.api.alert.Alert;
import io.kaldrix.monitor.api.alert.AlertState;
import io.kaldrix.monitor.api.alert.AlertTransition;
import io.kaldrix.monitor.api.alert.Severity;
import io.kaldrix.monitor.api.audit.AuditEvent;
import io.kaldrix.monitor.api.engine.CallOutcome;
import io.kaldrix.monitor.api.engine.MonitorEngineProvider;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.notify.ChannelProvider;
import io.kaldrix.monitor.api.notify.DeliveryOutcome;
import io.kaldrix.monitor.api.notify.Notification;
import io.kaldrix.monitor.api.notify.NotificationChannel;
import io.kaldrix.monitor.api.notify.Notifications.Attempt;
import io.kaldrix.monitor.api.plugin.Plugin;
import io.kaldrix.monitor.api.plugin.Settings;
import io.kaldrix.monitor.api.plugin.SettingsException;
import io.kaldrix.monitor.plugin.testkit.InMemoryEngineContext;
import io.kaldrix.monitor.plugin.testkit.MonitorEngineContract;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AlertingEngineTest implements MonitorEngineContract {

  private static final Instant T0 = Instant.parse("2026-11-21T19:00:00Z");
  private static final Duration TICK = Duration.ofSeconds(10);
  private static final DeliveryOutcome DELIVERED = new DeliveryOutcome.Delivered("id-1");
  private static final DeliveryOutcome DOWN =
      new DeliveryOutcome.Retry("HTTP 503", Optional.empty());

  private final Pager pager = new Pager();
  private final InMemoryEngineContext context = new InMemoryEngineContext(T0, TICK, List.of(pager));

  @Override
  public MonitorEngineProvider provider() {
    return new AlertingEngine.Provider();
  }

  @Override
  public List<Plugin> plugins() {
    return List.of(new Pager());
  }

  @Override
  public List<Plugin> faultyPlugins() {
    return List.of(new BrokenChannel("pager", false)); // found before the one that works
  }

  @Override
  public Map<String, ?> settings() {
    return Map.of("channels", Map.of("ops", Map.of("type", "pager")), "queue", 100, "attempts", 2);
  }

  /** Keeps what it is given, and answers what it was told to, {@code Delivered} unless told. */
  private static final class Pager implements ChannelProvider, NotificationChannel {
    private final List<Notification> received = new ArrayList<>();
    private final List<DeliveryOutcome> answers = new ArrayList<>();
    private boolean throwing;
    private int closed;

    @Override
    public String name() {
      return "pager";
    }

    @Override
    public NotificationChannel create(Settings settings) {
      return this;
    }

    @Override
    public DeliveryOutcome deliver(Notification notification) {
      received.add(notification);
      if (throwing) {
        throw new IllegalStateException("token=s3cret");
      }
      return answers.isEmpty() ? DELIVERED : answers.remove(0);
    }

    @Override
    public void close() {
      closed++;
    }
  }

  /** Throws when a channel is made or when it is to deliver. */
  private record BrokenChannel(String name, boolean already) implements ChannelProvider {
    @Override
    public int order() {
      return -1;
    }

    @Override
    public NotificationChannel create(Settings settings) {
      if (already) {
        throw new IllegalStateException("no such library");
      }
      return notification -> {
        throw new IllegalStateException("broken");
      };
    }
  }

  private AlertingEngine engine(Map<String, ?> settings) {
    return new AlertingEngine(Settings.of(settings), context);
  }

  private AlertingEngine engine() {
    return engine(Map.of("channels", Map.of("ops", Map.of("type", "pager"))));
  }

  private static Alert alert(String name, Severity severity, AlertState state) {
    Labels labels = Labels.of("alertname", name, "severity", severity.label());
    return new Alert(labels, Map.of("summary", "it is bad"), severity, state, 1);
  }

  private static AlertTransition fires(String name, Severity severity) {
    Alert alert = alert(name, severity, new AlertState.Firing(T0, T0));
    return new AlertTransition(alert, new AlertState.Inactive(), T0);
  }

  private static AlertTransition resolves(String name, Severity severity) {
    Alert alert = alert(name, severity, new AlertState.Resolved(T0, T0));
    return new AlertTransition(alert, new AlertState.Firing(T0, T0), T0);
  }

  private void tick(AlertingEngine engine, AlertTransition... transitions) {
    context.clock().advance(TICK);
    engine.react(context.clock().instant(), List.of(transitions));
  }

  private List<String> titles() {
    return pager.received.stream().map(Notification::title).toList();
  }

  private long notifications(String outcome) {
    return context
        .meters()
        .counter("kaldrix_notifications_total", Labels.of("channel", "ops", "outcome", outcome), "")
        .total();
  }

  @Test
  void tellsOfAnAlertOnceItFiresAndOnceItIsOver() {
    AlertingEngine engine = engine();
    tick(engine, fires("Slow", Severity.HIGH));
    tick(engine);
    tick(engine, resolves("Slow", Severity.HIGH));
    assertThat(titles())
        .containsExactly("[FIRING P1] Slow: it is bad", "[RESOLVED P1] Slow: it is bad");
    assertThat(engine.history())
        .extracting(Attempt::channel, Attempt::number, Attempt::outcome)
        .containsOnly(tuple("ops", 1, DELIVERED));
    assertThat(notifications("delivered")).isEqualTo(2);
  }

  @Test
  void accountsForEachDelivery() {
    tick(engine(), fires("Slow", Severity.HIGH));
    assertThat(context.audit().latest(9))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.actor()).isEqualTo("system:alerting");
              assertThat(event.action()).isEqualTo("notification.delivered");
              assertThat(event.outcome()).isEqualTo(AuditEvent.Outcome.SUCCESS);
              assertThat(event.correlationId()).isEqualTo(pager.received.get(0).idempotencyKey());
              assertThat(event.details())
                  .containsEntry("channel", "ops")
                  .containsEntry("answer", "id-1");
            });
  }

  @Test
  void triesAgainWithTheSameKeyUntilItArrives() {
    pager.answers.addAll(List.of(DOWN, DOWN, DELIVERED));
    AlertingEngine engine = engine();
    tick(engine, fires("Slow", Severity.HIGH));
    for (int i = 0; i < 10; i++) {
      tick(engine);
    }
    assertThat(engine.history()).extracting(Attempt::number).containsExactly(1, 2, 3);
    assertThat(pager.received)
        .extracting(Notification::idempotencyKey)
        .hasSize(3)
        .containsOnly(pager.received.get(0).idempotencyKey());
    assertThat(notifications("retried")).isEqualTo(2);
    assertThat(notifications("delivered")).isEqualTo(1);
  }

  @Test
  void waitsAsLongAsTheReceiverAsks() {
    pager.answers.add(new DeliveryOutcome.Retry("HTTP 429", Optional.of(Duration.ofSeconds(35))));
    AlertingEngine engine = engine();
    tick(engine, fires("Slow", Severity.HIGH));
    for (int i = 0; i < 3; i++) {
      tick(engine);
    }
    assertThat(pager.received).hasSize(1);
    tick(engine);
    assertThat(pager.received).hasSize(2);
  }

  @Test
  void givesUpAfterTheLastAttemptAndSaysSo() {
    pager.answers.addAll(List.of(DOWN, DOWN, DOWN, DOWN, DOWN));
    AlertingEngine engine = engine();
    tick(engine, fires("Slow", Severity.HIGH));
    for (int i = 0; i < 30; i++) {
      tick(engine);
    }
    assertThat(pager.received).hasSize(4);
    assertThat(notifications("failed")).isEqualTo(1);
    assertThat(context.audit().latest(9))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.action()).isEqualTo("notification.failed");
              assertThat(event.outcome()).isEqualTo(AuditEvent.Outcome.FAILURE);
              assertThat(event.details())
                  .containsEntry("answer", "given up at attempt 4 of 4: HTTP 503");
            });
  }

  @Test
  void doesNotTryAgainWhatWasRejected() {
    pager.answers.add(new DeliveryOutcome.Rejected("HTTP 400"));
    AlertingEngine engine = engine();
    tick(engine, fires("Slow", Severity.HIGH));
    for (int i = 0; i < 10; i++) {
      tick(engine);
    }
    assertThat(pager.received).hasSize(1);
    assertThat(notifications("rejected")).isEqualTo(1);
  }

  @Test
  void whatAChannelThrowsIsTriedAgainAndItsMessageIsShownToNobody() {
    pager.throwing = true;
    AlertingEngine engine = engine();
    tick(engine, fires("Slow", Severity.HIGH));
    assertThat(engine.history())
        .extracting(Attempt::outcome)
        .containsExactly(
            new DeliveryOutcome.Retry(
                "the channel threw java.lang.IllegalStateException", Optional.empty()));
    pager.throwing = false;
    tick(engine);
    assertThat(notifications("delivered")).isEqualTo(1);
    assertThat(context.audit().latest(9).toString()).doesNotContain("s3cret");
  }

  @Test
  void aChannelGetsWhatItAsksForAndNothingElse() {
    AlertingEngine engine =
        engine(
            Map.of(
                "channels",
                Map.of(
                    "ops", Map.of("type", "pager", "min-severity", "P1", "send-resolved", false))));
    tick(
        engine,
        fires("Worst", Severity.CRITICAL),
        fires("Bad", Severity.HIGH),
        fires("Meh", Severity.MEDIUM),
        resolves("Old", Severity.CRITICAL));
    assertThat(titles())
        .containsExactly("[FIRING P0] Worst: it is bad", "[FIRING P1] Bad: it is bad");
  }

  @Test
  void aChannelCanListItsSeverities() {
    AlertingEngine engine =
        engine(
            Map.of(
                "channels",
                Map.of("ops", Map.of("type", "pager", "severities", List.of("low", "critical")))));
    tick(
        engine,
        fires("Worst", Severity.CRITICAL),
        fires("Bad", Severity.HIGH),
        fires("Note", Severity.LOW));
    assertThat(titles())
        .containsExactly("[FIRING P0] Worst: it is bad", "[FIRING P3] Note: it is bad");
  }

  @Test
  void oneDeliveryAtATimeAndTheWorstOvertakesWhatWaits() {
    ManualFence fence = new ManualFence();
    AlertingEngine engine = engine(fence);
    tick(engine, fires("Note 1", Severity.LOW));
    tick(engine, fires("Note 2", Severity.LOW), fires("Note 3", Severity.LOW));
    tick(engine, fires("Worst", Severity.CRITICAL));
    assertThat(fence.waiting).hasSize(1);
    assertThat(queueSize()).isEqualTo(3);
    while (!fence.waiting.isEmpty()) {
      fence.runNext();
    }
    assertThat(pager.received)
        .extracting(n -> n.alerts().get(0).name())
        .containsExactly("Note 1", "Worst", "Note 2", "Note 3");
    assertThat(queueSize()).isZero();
  }

  private double queueSize() {
    return context.meters().gauge("kaldrix_notification_queue_size", Labels.of("channel", "ops"));
  }

  private AlertingEngine engine(ManualFence fence) {
    return new AlertingEngine(
        Settings.of(
            Map.of(
                "channels",
                Map.of("ops", Map.of("type", "pager")),
                "queue",
                5,
                "close-timeout",
                "50ms")),
        new ContextWithFence(context, fence));
  }

  @Test
  void aFullQueueDropsTheLeastSevereAndAccountsForIt() {
    ManualFence fence = new ManualFence();
    AlertingEngine engine = engine(fence);
    tick(engine, fires("Under way", Severity.LOW));
    for (int i = 0; i < 7; i++) {
      tick(engine, fires("Note " + i, Severity.LOW));
    }
    tick(engine, fires("Worst", Severity.CRITICAL));
    assertThat(queueSize()).isEqualTo(5);
    assertThat(context.meters().total("kaldrix_notifications_dropped_total")).isEqualTo(3);
    assertThat(context.audit().latest(9))
        .extracting(event -> event.details().get("title"))
        .containsExactly(
            "[FIRING P3] Note 0: it is bad",
            "[FIRING P3] Note 1: it is bad",
            "[FIRING P3] Note 2: it is bad");
  }

  @Test
  void aDeliveryThatTimesOutIsTriedAgain() {
    ManualFence fence = new ManualFence();
    AlertingEngine engine = engine(fence);
    tick(engine, fires("Slow", Severity.HIGH));
    fence.endNext(new CallOutcome.TimedOut<>(Duration.ofSeconds(11)));
    tick(engine);
    assertThat(fence.waiting).hasSize(1);
    fence.runNext();
    assertThat(engine.history()).extracting(Attempt::number).containsExactly(1, 2);
    assertThat(engine.history().get(0).outcome())
        .isEqualTo(new DeliveryOutcome.Retry("not back after 11000 ms", Optional.empty()));
  }

  @Test
  void whatAHangingChannelWasNotAskedForIsNoAttempt() {
    ManualFence fence = new ManualFence();
    AlertingEngine engine = engine(fence);
    tick(engine, fires("Slow", Severity.HIGH));
    for (int i = 0; i < 20; i++) {
      fence.endNext(new CallOutcome.Hanging<>());
      tick(engine);
    }
    fence.runNext();
    assertThat(engine.history()).extracting(Attempt::number).containsExactly(1);
    assertThat(notifications("delivered")).isEqualTo(1);
  }

  @Test
  void closingBringsWhatWaitsHoweverLongItWasToWait() {
    pager.answers.add(new DeliveryOutcome.Retry("HTTP 429", Optional.of(Duration.ofHours(1))));
    AlertingEngine engine = engine();
    tick(engine, fires("Slow", Severity.HIGH));
    assertThat(notifications("delivered")).isZero();
    engine.close();
    assertThat(notifications("delivered")).isEqualTo(1);
    assertThat(pager.closed).isEqualTo(1);
  }

  @Test
  void closingTriesOnceMoreAndNotForEver() {
    pager.answers.addAll(IntStream.range(0, 50).mapToObj(i -> DOWN).toList());
    AlertingEngine engine = engine();
    tick(engine, fires("Slow", Severity.HIGH));
    engine.close();
    assertThat(pager.received).hasSize(2);
    assertThat(notifications("failed")).isEqualTo(1);
    assertThat(context.audit().latest(9))
        .extracting(AuditEvent::action)
        .containsExactly("notification.failed");
  }

  @Test
  void closingGivesUpWaitingForAChannelThatHangsAndAccountsForWhatIsLeft() {
    ManualFence fence = new ManualFence();
    fence.answersClosing = true;
    AlertingEngine engine = engine(fence);
    tick(engine, fires("Slow", Severity.HIGH));
    tick(engine, fires("Other", Severity.HIGH));
    engine.close();
    assertThat(context.meters().total("kaldrix_notifications_dropped_total")).isEqualTo(1);
    assertThat(pager.closed).isEqualTo(1);
  }

  @Test
  void aChannelIsClosedOnce() {
    AlertingEngine engine = engine();
    engine.close();
    engine.close();
    assertThat(pager.closed).isEqualTo(1);
  }

  @Test
  void aChannelThatCannotBeMadeLeavesTheOthers() {
    InMemoryEngineContext both =
        new InMemoryEngineContext(T0, TICK, List.of(new BrokenChannel("unmakeable", true), pager));
    AlertingEngine engine =
        new AlertingEngine(
            Settings.of(
                Map.of(
                    "channels",
                    Map.of(
                        "broken", Map.of("type", "unmakeable"), "ops", Map.of("type", "pager")))),
            both);
    engine.react(T0, List.of(fires("Slow", Severity.HIGH)));
    assertThat(titles()).containsExactly("[FIRING P1] Slow: it is bad");
  }

  @Test
  void keepsAsMuchHistoryAsItIsTold() {
    AlertingEngine engine =
        engine(Map.of("channels", Map.of("ops", Map.of("type", "pager")), "history", 3));
    for (int i = 0; i < 5; i++) {
      tick(engine, fires("Alert " + i, Severity.HIGH));
    }
    assertThat(engine.history())
        .extracting(attempt -> attempt.notification().alerts().get(0).name())
        .containsExactly("Alert 2", "Alert 3", "Alert 4");
  }

  @Test
  void aThousandAlertsAtOnceDoNotOverflowTheStack() {
    AlertingEngine engine =
        engine(Map.of("channels", Map.of("ops", Map.of("type", "pager")), "queue", 20_000));
    tick(
        engine,
        IntStream.range(0, 20_000)
            .mapToObj(i -> fires("Alert " + i, Severity.HIGH))
            .toArray(AlertTransition[]::new));
    assertThat(pager.received).hasSize(20_000);
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource
  void refusesWrongSettings(Map<String, ?> channel, String message) {
    assertThatThrownBy(() -> engine(Map.of("channels", Map.of("ops", channel))))
        .isInstanceOf(SettingsException.class)
        .hasMessage("builder: channels.ops." + message);
  }

  static List<Arguments> refusesWrongSettings() {
    return List.of(
        Arguments.of(
            Map.of("type", "pagr"),
            "type is 'pagr', must be one of pager, did you mean" + " 'pager'?"),
        Arguments.of(Map.of(), "type is missing, must be a text"),
        Arguments.of(
            Map.of("type", "pager", "min-severity", "awful"),
            "min-severity is 'awful', must be one of critical (P0), high (P1), medium (P2),"
                + " low (P3)"),
        Arguments.of(
            Map.of("type", "pager", "severities", List.of("low", "awful")),
            "severities is a list, must be a list of one or more of critical (P0), high (P1),"
                + " medium (P2), low (P3), without 'awful'"),
        Arguments.of(
            Map.of("type", "pager", "severities", List.of()),
            "severities is a list, must be a list of one or more of critical (P0), high (P1),"
                + " medium (P2), low (P3)"),
        Arguments.of(
            Map.of("type", "pager", "severities", List.of("low"), "min-severity", "low"),
            "min-severity is 'low', must be left out where severities are listed"));
  }
}
