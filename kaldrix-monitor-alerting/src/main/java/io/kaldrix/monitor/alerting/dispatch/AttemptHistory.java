package io.kaldrix.monitor.alerting.dispatch;

import io.kaldrix.monitor.api.notify.Notifications.Attempt;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The latest attempts over all channels, up to a number. May be shared between threads. */
public final class AttemptHistory {

  private final int capacity;
  private final Deque<Attempt> attempts = new ArrayDeque<>();

  /** Creates an empty history that keeps {@code capacity} attempts, one or more. */
  public AttemptHistory(int capacity) {
    this.capacity = capacity;
  }

  /** Notes an attempt and forgets the oldest if there is no more room. */
  synchronized void add(Attempt attempt) {
    if (attempts.size() == capacity) {
      attempts.removeFirst();
    }
    attempts.addLast(attempt);
  }

  /** Returns the attempts, newest last. */
  public synchronized List<Attempt> latest() {
    return List.copyOf(attempts);
  }
}
