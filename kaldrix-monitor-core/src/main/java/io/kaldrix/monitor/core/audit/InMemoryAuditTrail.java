package io.kaldrix.monitor.core.audit;

import io.kaldrix.monitor.api.audit.AuditEvent;
import io.kaldrix.monitor.api.audit.AuditTrail;
import io.kaldrix.monitor.api.audit.AuditTrailProvider;
import io.kaldrix.monitor.api.plugin.Settings;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the latest events in memory and writes every event to the log {@code
 * io.kaldrix.monitor.audit} at level info. It is as safe as that log: nothing of its own survives a
 * restart, and nothing proves that no event is missing. Thread-safe.
 */
public final class InMemoryAuditTrail implements AuditTrail {

  private static final Logger LOG = LoggerFactory.getLogger("io.kaldrix.monitor.audit");

  private final int capacity;
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<AuditEvent> events = new ArrayDeque<>();
  private long next;
  private boolean closed;

  /** Creates an empty trail that keeps the latest {@code capacity} events, 1 or more. */
  InMemoryAuditTrail(int capacity) {
    this.capacity = capacity;
  }

  @Override
  public CompletionStage<Long> append(AuditEvent event) {
    long index;
    lock.lock();
    try {
      if (closed) {
        return CompletableFuture.failedFuture(new IllegalStateException("audit trail is closed"));
      }
      index = next++;
      events.addLast(event);
      if (events.size() > capacity) {
        events.removeFirst();
      }
    } finally {
      lock.unlock();
    }
    LOG.info("{} {}", index, event);
    return CompletableFuture.completedFuture(index);
  }

  @Override
  public List<AuditEvent> latest(int atMost) {
    lock.lock();
    try {
      List<AuditEvent> kept = new ArrayList<>(events);
      return List.copyOf(kept.subList(Math.max(0, kept.size() - atMost), kept.size()));
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
    } finally {
      lock.unlock();
    }
  }

  /** Offers the trail under the name {@code memory}; setting {@code keep}, 10,000 events. */
  public static final class Provider implements AuditTrailProvider {

    /** Creates the provider. */
    public Provider() {}

    @Override
    public String name() {
      return "memory";
    }

    @Override
    public AuditTrail open(Settings settings, InstantSource clock) {
      return new InMemoryAuditTrail((int) settings.integer("keep", 10_000, 1, 10_000_000));
    }
  }
}
