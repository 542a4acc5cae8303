package io.kaldrix.monitor.alerting;

import io.kaldrix.monitor.api.engine.CallOutcome;
import io.kaldrix.monitor.api.engine.Fence;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/** A fence whose calls end when the test says so. */
final class ManualFence implements Fence {

  final Queue<Call<?>> waiting = new ArrayDeque<>();

  /** Whether calls that close a channel return at once. */
  boolean answersClosing;

  /** A call that has begun and not ended. */
  record Call<T>(Callable<T> work, CompletableFuture<CallOutcome<T>> outcome) {

    void perform() {
      try {
        outcome.complete(new CallOutcome.Returned<>(work.call()));
      } catch (Exception e) {
        outcome.complete(new CallOutcome.Threw<>(e));
      }
    }
  }

  @Override
  public <T> CompletableFuture<CallOutcome<T>> run(
      String plugin, Duration deadline, Callable<T> work) {
    Call<T> call = new Call<>(work, new CompletableFuture<>());
    if (answersClosing && plugin.endsWith(":close")) {
      call.perform();
    } else {
      waiting.add(call);
    }
    return call.outcome();
  }

  /** Lets the oldest call do its work. */
  void runNext() {
    waiting.remove().perform();
  }

  /** Ends the oldest call in another way. */
  @SuppressWarnings("unchecked")
  void endNext(CallOutcome<Object> outcome) {
    ((CompletableFuture<CallOutcome<Object>>) (CompletableFuture<?>) waiting.remove().outcome())
        .complete(outcome);
  }
}
