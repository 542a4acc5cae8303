package io.kaldrix.monitor.plugin.testkit;

import io.kaldrix.monitor.api.audit.AuditEvent;
import io.kaldrix.monitor.api.audit.AuditTrail;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** An audit trail for tests, which forgets everything with the object. */
public final class InMemoryAuditTrail implements AuditTrail {

  private final List<AuditEvent> events = new ArrayList<>();
  private boolean closed;

  /** Creates an empty trail. */
  public InMemoryAuditTrail() {}

  @Override
  public synchronized CompletionStage<Long> append(AuditEvent event) {
    if (closed) {
      return CompletableFuture.failedStage(new IllegalStateException("the trail is closed"));
    }
    events.add(event);
    return CompletableFuture.completedStage(events.size() - 1L);
  }

  @Override
  public synchronized List<AuditEvent> latest(int atMost) {
    return List.copyOf(events.subList(Math.max(0, events.size() - atMost), events.size()));
  }

  /** Returns how many events there are. */
  public synchronized int size() {
    return events.size();
  }

  @Override
  public synchronized void close() {
    closed = true;
  }
}
