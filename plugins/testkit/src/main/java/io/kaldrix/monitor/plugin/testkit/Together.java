package io.kaldrix.monitor.plugin.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaldrix.monitor.api.engine.CallOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;

/** Work that several threads begin at the same moment. */
final class Together {

  private Together() {}

  /** What one of the threads does. */
  interface Work {
    void run(int thread) throws Exception;
  }

  /** Runs {@code work} on threads numbered from 0, and fails unless all end without an error. */
  static void run(int threads, Duration patience, Work work) throws InterruptedException {
    CyclicBarrier start = new CyclicBarrier(threads);
    List<RunningCall<Boolean>> calls = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      int thread = i;
      calls.add(
          RunningCall.start(
              () -> {
                start.await();
                work.run(thread);
                return true;
              }));
    }
    for (RunningCall<Boolean> call : calls) {
      Optional<CallOutcome<Boolean>> end = call.end(patience);
      assertThat(end).as("the thread's end").isPresent();
      if (end.get() instanceof CallOutcome.Threw<Boolean> threw) {
        throw new AssertionError("a thread failed", threw.cause());
      }
    }
  }
}
