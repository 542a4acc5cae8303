package io.kaldrix.monitor.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaldrix.monitor.api.engine.CallOutcome;
import io.kaldrix.monitor.api.health.CheckedHealth;
import io.kaldrix.monitor.api.health.HealthStatus;
import io.kaldrix.monitor.api.label.Labels;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FencedCallsTest {

  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(50);

  private final EngineMeterBook meters = new EngineMeterBook();
  private final FencedCalls fence = new FencedCalls(meters);
  private final CountDownLatch never = new CountDownLatch(1);

  @AfterEach
  void close() {
    never.countDown();
    assertThat(fence.close(LONG)).isEmpty();
  }

  @Test
  void returnsWhatTheCallReturns() {
    assertThat(fence.call("p", LONG, () -> 42)).isEqualTo(new CallOutcome.Returned<>(42));
    assertThat(status("p")).isEqualTo(HealthStatus.UP);
    assertThat(calls("p", "returned")).isEqualTo(1);
  }

  @Test
  void neverUsesTheCallersThread() {
    Thread caller = Thread.currentThread();
    assertThat(fence.call("p", LONG, Thread::currentThread).value().orElseThrow())
        .isNotSameAs(caller)
        .satisfies(thread -> assertThat(thread.isDaemon()).isTrue());
  }

  @Test
  void anythingThrownIsCaughtEvenErrors() {
    StackOverflowError error = new StackOverflowError();
    CallOutcome<Object> outcome =
        fence.call(
            "p",
            LONG,
            () -> {
              throw error;
            });
    assertThat(outcome).isEqualTo(new CallOutcome.Threw<>(error));
    assertThat(status("p")).isEqualTo(HealthStatus.DEGRADED);
    assertThat(calls("p", "threw")).isEqualTo(1);
    assertThat(fence.call("p", LONG, () -> "well again").value()).contains("well again");
    assertThat(status("p")).isEqualTo(HealthStatus.UP);
  }

  @Test
  void aCallThatHeedsItsInterruptIsGivenUpAndTheNextOneRuns() {
    CallOutcome<Object> outcome =
        fence.call(
            "p",
            SHORT,
            () -> {
              never.await();
              return "late";
            });
    assertThat(outcome).isEqualTo(new CallOutcome.TimedOut<>(SHORT));
    assertThat(calls("p", "timed_out")).isEqualTo(1);
    CallOutcome<String> next = fence.call("p", LONG, () -> "next");
    while (next instanceof CallOutcome.Hanging) { // the interrupt is on its way
      next = fence.call("p", LONG, () -> "next");
    }
    assertThat(next.value()).contains("next");
  }

  @Test
  void whileACallIgnoresItsInterruptOthersAreRefusedAtOnce() throws Exception {
    CompletableFuture<CallOutcome<Object>> hanging =
        fence.run("p", SHORT, () -> ignoreInterrupts(never));
    CompletableFuture<CallOutcome<String>> queued = fence.run("p", LONG, () -> "behind it");
    assertThat(hanging.get(20, TimeUnit.SECONDS)).isInstanceOf(CallOutcome.TimedOut.class);
    assertThat(queued.get(20, TimeUnit.SECONDS)).isEqualTo(new CallOutcome.Hanging<>());
    assertThat(fence.call("p", LONG, () -> "x")).isEqualTo(new CallOutcome.Hanging<>());
    assertThat(status("p")).isEqualTo(HealthStatus.DOWN);
    assertThat(calls("p", "refused")).isEqualTo(2);
    assertThat(fence.call("other", LONG, () -> "unharmed").value()).contains("unharmed");
    never.countDown();
    while (status("p") == HealthStatus.DOWN) {
      Thread.onSpinWait();
    }
    assertThat(fence.call("p", LONG, () -> "back").value()).contains("back");
  }

  @Test
  void callsOfOnePluginRunOneAfterTheOtherInOrder() {
    List<Integer> order = new ArrayList<>(); // written by one thread at a time, or this fails
    List<CompletableFuture<CallOutcome<Boolean>>> all = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      int number = i;
      all.add(fence.run("p", LONG, () -> order.add(number)));
    }
    all.forEach(CompletableFuture::join);
    assertThat(order).hasSize(1_000).isSorted();
  }

  @Test
  void aCallAfterTheEndIsAnsweredAndDoesNothing() {
    fence.close();
    assertThat(fence.call("p", LONG, () -> "x").problem()).contains("the monitor is closed");
  }

  @Test
  void closingNamesThePluginsThatDoNotComeBack() {
    FencedCalls other = new FencedCalls(meters);
    CountDownLatch running = new CountDownLatch(1);
    CompletableFuture<CallOutcome<Object>> unused =
        other.run(
            "stubborn",
            LONG,
            () -> {
              running.countDown();
              return ignoreInterrupts(never);
            });
    await(running);
    assertThat(other.close(SHORT)).containsExactly("stubborn");
  }

  @Test
  void closingAnswersWhoeverStillWaits() throws Exception {
    FencedCalls other = new FencedCalls(meters);
    CountDownLatch running = new CountDownLatch(1);
    CompletableFuture<CallOutcome<Object>> stubborn =
        other.run(
            "stubborn",
            LONG,
            () -> {
              running.countDown();
              return ignoreInterrupts(never);
            });
    List<CompletableFuture<CallOutcome<String>>> behind = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      behind.add(other.run("stubborn", LONG, () -> "behind it"));
    }
    await(running);
    assertThat(other.close(SHORT)).containsExactly("stubborn");
    assertThat(stubborn.get(20, TimeUnit.SECONDS).problem()).contains("the monitor is closed");
    for (CompletableFuture<CallOutcome<String>> call : behind) {
      assertThat(call.get(20, TimeUnit.SECONDS).problem()).contains("the monitor is closed");
    }
  }

  @Test
  void closingDoesNotWaitLongForWhatWasGivenUp() throws Exception {
    FencedCalls other = new FencedCalls(meters);
    CompletableFuture<CallOutcome<Object>> stubborn =
        other.run("stubborn", SHORT, () -> ignoreInterrupts(never));
    assertThat(stubborn.get(20, TimeUnit.SECONDS)).isInstanceOf(CallOutcome.TimedOut.class);
    long startNanos = System.nanoTime();
    assertThat(other.close(Duration.ofMinutes(10))).containsExactly("stubborn");
    assertThat(System.nanoTime() - startNanos).isLessThan(LONG.toNanos());
  }

  @Test
  void noMoreCallsWaitThanThereIsRoomFor() throws Exception {
    CompletableFuture<CallOutcome<Object>> first =
        fence.run("p", LONG, () -> ignoreInterrupts(never));
    for (int i = 0; i < CallLane.MOST_WAITING; i++) {
      assertThat(fence.run("p", LONG, () -> "waits")).isNotDone();
    }
    assertThat(fence.call("p", LONG, () -> "too many").problem())
        .contains("100000 calls wait already");
    assertThat(calls("p", "refused")).isEqualTo(1);
    never.countDown();
    assertThat(first.get(20, TimeUnit.SECONDS).value()).contains("late");
    assertThat(fence.call("p", LONG, () -> "room again").problem()).isEmpty();
  }

  private static Object ignoreInterrupts(CountDownLatch until) {
    while (true) {
      try {
        until.await();
        return "late";
      } catch (InterruptedException e) {
        // goes on, as a bad plugin does
      }
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private HealthStatus status(String plugin) {
    return fence.health().stream()
        .filter(entry -> entry.name().equals("plugin:" + plugin))
        .map(CheckedHealth::result)
        .findFirst()
        .orElseThrow()
        .status();
  }

  private long calls(String plugin, String outcome) {
    return meters
        .counter("kaldrix_plugin_calls_total", Labels.of("plugin", plugin, "outcome", outcome), "")
        .total();
  }
}
