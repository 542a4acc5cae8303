package io.kaldrix.monitor.api.audit;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** An append-only record of events. May be shared between threads. */
public interface AuditTrail extends AutoCloseable {

  /**
   * Appends an event. Never throws and never blocks.
   *
   * @return completes with the event's index, counted from 0 without gaps, once the event is as
   *     safe as this trail makes it; completes exceptionally if it could not be kept
   */
  CompletionStage<Long> append(AuditEvent event);

  /** Returns up to {@code atMost} of the latest events, oldest first. */
  List<AuditEvent> latest(int atMost);

  /** Makes safe what was appended and lets go of files. */
  @Override
  default void close() {}
}
