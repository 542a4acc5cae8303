package io.kaldrix.monitor.plugin.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kaldrix.monitor.api.engine.CallOutcome;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.notify.ChannelProvider;
import io.kaldrix.monitor.api.notify.DeliveryOutcome;
import io.kaldrix.monitor.api.notify.Notification;
import io.kaldrix.monitor.api.notify.NotificationChannel;
import io.kaldrix.monitor.api.plugin.Settings;
import io.kaldrix.monitor.plugin.testkit.Receiver.Behaviour;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What every channel promises. Implement it in a test class, open a {@link Receiver} in a field,
 * and let {@link #settings()} lead the channel to it.
 */
public interface ChannelContract extends PluginContract<ChannelProvider> {

  /** Returns the receiver of this test, the same at every call. */
  Receiver receiver();

  /** Returns what of the settings may never be shown. */
  default Set<String> secrets() {
    return Set.of();
  }

  /** Returns whether the receiver learns an idempotency key; a terminal, for one, does not. */
  default boolean carriesIdempotencyKey() {
    return true;
  }

  /** Returns how long the kit waits before it calls something hung. */
  default Duration patience() {
    return Duration.ofSeconds(5);
  }

  @Override
  default NotificationChannel create(Settings settings) {
    return provider().create(settings);
  }

  @AfterEach
  default void closeReceiver() {
    receiver().close();
  }

  @Test
  default void creatingItMakesNoConnection() {
    channel().close();
    assertThat(receiver().inbox().contacts()).isZero();
  }

  @Test
  default void canBeCreatedWhileTheReceiverIsGone() throws Exception {
    become(Behaviour.GONE);
    assertThatCode(() -> channel().close()).doesNotThrowAnyException();
  }

  @Test
  default void deliversToAHealthyReceiver() throws Exception {
    Notification notification = Examples.notification("one");
    try (NotificationChannel channel = channel()) {
      assertThat(deliver(channel, notification)).isInstanceOf(DeliveryOutcome.Delivered.class);
    }
    assertThat(receiver().inbox().messages())
        .singleElement()
        .satisfies(message -> assertThat(message.content()).contains(notification.title()));
  }

  @Test
  default void tellsThatTroubleIsOver() throws Exception {
    Notification notification = Examples.resolved("one");
    try (NotificationChannel channel = channel()) {
      assertThat(deliver(channel, notification)).isInstanceOf(DeliveryOutcome.Delivered.class);
    }
    assertThat(receiver().inbox().messages())
        .singleElement()
        .satisfies(message -> assertThat(message.content()).contains(notification.title()));
  }

  @Test
  default void theSameNotificationHasTheSameIdempotencyKeyEachTime() throws Exception {
    assumeTrue(carriesIdempotencyKey(), "the receiver learns no idempotency key");
    try (NotificationChannel channel = channel()) {
      deliver(channel, Examples.notification("one"));
      deliver(channel, Examples.notification("one"));
    }
    try (NotificationChannel afterRestart = channel()) {
      deliver(afterRestart, Examples.notification("one"));
    }
    assertThat(receiver().inbox().messages()).hasSize(3);
    assertThat(receiver().inbox().messages().stream().map(Inbox.Message::idempotencyKey).distinct())
        .singleElement()
        .satisfies(key -> assertThat(key).isNotBlank());
  }

  @Test
  default void differentNotificationsHaveDifferentIdempotencyKeys() throws Exception {
    assumeTrue(carriesIdempotencyKey(), "the receiver learns no idempotency key");
    try (NotificationChannel channel = channel()) {
      deliver(channel, Examples.notification("one"));
      deliver(channel, Examples.notification("two"));
      deliver(channel, Examples.resolved("three"));
    }
    assertThat(receiver().inbox().messages().stream().map(Inbox.Message::idempotencyKey).distinct())
        .hasSize(3);
  }

  @Test
  default void asksToTryAgainWhenTheReceiverFailsForNow() throws Exception {
    become(Behaviour.FAILS_FOR_NOW);
    try (NotificationChannel channel = channel()) {
      assertMayBeRepeated(attempt(channel));
      receiver().become(Behaviour.HEALTHY);
      assertThat(deliver(channel, Examples.notification("one")))
          .isInstanceOf(DeliveryOutcome.Delivered.class);
    }
  }

  @Test
  default void asksToTryAgainWhenTheReceiverIsGone() throws Exception {
    become(Behaviour.GONE);
    try (NotificationChannel channel = channel()) {
      assertMayBeRepeated(attempt(channel));
    }
  }

  @Test
  default void givesUpWhenTheReceiverFailsForGood() throws Exception {
    become(Behaviour.FAILS_FOR_GOOD);
    try (NotificationChannel channel = channel()) {
      assertThat(deliver(channel, Examples.notification("one")))
          .isInstanceOfSatisfying(
              DeliveryOutcome.Rejected.class,
              rejected -> assertThat(rejected.reason()).isNotBlank());
    }
  }

  @Test
  default void stopsWhenInterrupted() throws Exception {
    become(Behaviour.HANGS);
    try (NotificationChannel channel = channel()) {
      RunningCall<DeliveryOutcome> delivery = start(channel);
      assertThat(receiver().inbox().awaitContact(patience())).as("was sent").isTrue();
      assertThat(delivery.interrupt(patience()))
          .hasValueSatisfying(
              end ->
                  assertThat(end)
                      .isInstanceOfSatisfying(
                          CallOutcome.Threw.class,
                          threw ->
                              assertThat(threw.cause()).isInstanceOf(InterruptedException.class)));
    }
  }

  @Test
  default void canBeClosedWhileItDelivers() throws Exception {
    become(Behaviour.HANGS);
    NotificationChannel channel = channel();
    RunningCall<DeliveryOutcome> delivery = start(channel);
    assertThat(receiver().inbox().awaitContact(patience())).as("was sent").isTrue();
    assertTimeoutPreemptively(patience(), channel::close);
    assertThat(delivery.interrupt(patience())).as("the delivery's end").isPresent();
  }

  @Test
  default void closingTwiceIsClosingOnce() throws Exception {
    NotificationChannel unused = channel();
    unused.close();
    assertThatCode(unused::close).doesNotThrowAnyException();
    NotificationChannel used = channel();
    deliver(used, Examples.notification("one"));
    used.close();
    assertThatCode(used::close).doesNotThrowAnyException();
  }

  @Test
  default void neverShowsASecret() throws Exception {
    assumeFalse(secrets().isEmpty(), "the channel has no secret");
    List<String> shown = new ArrayList<>();
    shown.add(provider().toString());
    for (Behaviour behaviour : Behaviour.values()) {
      if (behaviour != Behaviour.HANGS && receiver().behaviours().contains(behaviour)) {
        receiver().become(behaviour);
        try (NotificationChannel channel = channel()) {
          shown.add(channel.toString());
          shown.add(text(attempt(channel)));
        }
      }
    }
    for (String key : settings().keySet()) {
      Map<String, Object> settings = new LinkedHashMap<>(settings());
      settings.remove(key);
      RunningCall<NotificationChannel> creation =
          RunningCall.start(() -> create(Settings.of(settings)));
      creation.end(patience()).ifPresent(end -> shown.add(text(end)));
    }
    assertThat(shown).noneMatch(text -> secrets().stream().anyMatch(text::contains));
  }

  @Test
  default void textOfAnyScriptArrivesWhole() throws Exception {
    String title = "Zürich → 東京: память 97 % — πλήρης, 🛰️ 𝔘nicode";
    try (NotificationChannel channel = channel()) {
      assertThat(deliver(channel, Examples.notification("one", title, Labels.EMPTY)))
          .isInstanceOf(DeliveryOutcome.Delivered.class);
    }
    assertThat(receiver().inbox().messages())
        .singleElement()
        .satisfies(message -> assertThat(message.content()).contains(title));
  }

  @Test
  default void textThatRunsFromRightToLeftIsDelivered() throws Exception {
    String title = "\u200Fהזיכרון\u200E / الذاكرة \u202Etxt.exe\u202C \u2066db\u2069";
    try (NotificationChannel channel = channel()) {
      assertThat(deliver(channel, Examples.notification("one", title, Labels.of("host", title))))
          .isInstanceOf(DeliveryOutcome.Delivered.class);
    }
  }

  @Test
  default void textThatBreaksFormatsEndsInAnAnswer() throws Exception {
    String text =
        "\"},{'<b>&amp;\\ \r\nX-Forged: yes\r\n\r\n.\r\n \u0000\u0007\u001b[2J \ud800 %s ${x}";
    try (NotificationChannel channel = channel()) {
      assertThat(deliver(channel, Examples.notification("one", text, Labels.of("host", text))))
          .isNotInstanceOf(DeliveryOutcome.Retry.class)
          .isNotNull();
    }
  }

  @Test
  default void aLabelValueOfOneMegabyteEndsInAnAnswer() throws Exception {
    Labels large = Labels.of("stack", "at frame\n".repeat(116_509));
    try (NotificationChannel channel = channel()) {
      assertThat(deliver(channel, Examples.notification("one", "large", large)))
          .as("what is too large stays so, however often it is sent")
          .isNotInstanceOf(DeliveryOutcome.Retry.class)
          .isNotNull();
    }
  }

  private NotificationChannel channel() {
    return create(Settings.of(settings()));
  }

  private void become(Behaviour behaviour) throws Exception {
    assumeTrue(
        receiver().behaviours().contains(behaviour), "the receiver is never " + behaviour.name());
    receiver().become(behaviour);
  }

  private DeliveryOutcome deliver(NotificationChannel channel, Notification notification) {
    return assertTimeoutPreemptively(patience(), () -> channel.deliver(notification));
  }

  private RunningCall<DeliveryOutcome> start(NotificationChannel channel) {
    return RunningCall.start(() -> channel.deliver(Examples.notification("one")));
  }

  private CallOutcome<DeliveryOutcome> attempt(NotificationChannel channel)
      throws InterruptedException {
    Optional<CallOutcome<DeliveryOutcome>> end = start(channel).end(patience());
    assertThat(end).as("the delivery's end").isPresent();
    return end.orElseThrow();
  }

  private static void assertMayBeRepeated(CallOutcome<DeliveryOutcome> end) {
    if (end instanceof CallOutcome.Threw<DeliveryOutcome> threw) {
      assertThat(threw.cause()) // counts as Retry
          .isInstanceOf(Exception.class)
          .isNotInstanceOf(InterruptedException.class);
    } else {
      assertThat(end.value())
          .hasValueSatisfying(
              outcome ->
                  assertThat(outcome)
                      .isInstanceOfSatisfying(
                          DeliveryOutcome.Retry.class,
                          retry -> assertThat(retry.reason()).isNotBlank()));
    }
  }

  private static String text(CallOutcome<?> end) {
    StringWriter text = new StringWriter();
    text.append(end.toString());
    if (end instanceof CallOutcome.Threw<?> threw) {
      threw.cause().printStackTrace(new PrintWriter(text, true));
    }
    return text.toString();
  }
}
