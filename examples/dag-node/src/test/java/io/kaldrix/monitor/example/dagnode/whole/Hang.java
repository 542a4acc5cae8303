package io.kaldrix.monitor.example.dagnode.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A call that does not come back, whoever interrupts it, until the test lets it go. */
final class Hang implements AutoCloseable {

  private final CountDownLatch entered = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  /** Hangs, and answers only once it is let go. */
  <T> T before(T answer) {
    entered.countDown();
    while (true) {
      try {
        released.await();
        return answer;
      } catch (InterruptedException e) {
        // goes on, as a bad plugin does
      }
    }
  }

  /** Waits until a call hangs. */
  void begun() throws InterruptedException {
    assertThat(entered.await(20, TimeUnit.SECONDS)).as("something hangs").isTrue();
  }

  @Override
  public void close() {
    released.countDown();
  }
}
