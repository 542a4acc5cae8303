package io.kaldrix.monitor.core.audit;

import io.kaldrix.monitor.api.audit.AuditEvent;
import io.kaldrix.monitor.api.audit.AuditTrail;
import io.kaldrix.monitor.api.engine.CallOutcome;
import io.kaldrix.monitor.api.engine.Fence;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A trail behind the fence, so that one that throws or hangs keeps nobody from working. Events go
 * through in the order in which they were appended, and whoever asks for the latest has those that
 * were appended before. May be shared between threads.
 */
public final class FencedAuditTrail implements AuditTrail {

  private static final String LANE = "audit";

  private final AuditTrail trail;
  private final Fence fence;
  private final Duration deadline;
  private volatile boolean closed;

  /**
   * Puts {@code trail} behind {@code fence}.
   *
   * @param deadline how long the trail may take for one event
   */
  public FencedAuditTrail(AuditTrail trail, Fence fence, Duration deadline) {
    this.trail = trail;
    this.fence = fence;
    this.deadline = deadline;
  }

  @Override
  public CompletionStage<Long> append(AuditEvent event) {
    return fence.run(LANE, deadline, () -> trail.append(event)).thenCompose(FencedAuditTrail::kept);
  }

  private static CompletionStage<Long> kept(CallOutcome<CompletionStage<Long>> outcome) {
    return outcome
        .value()
        .orElseGet(
            () ->
                CompletableFuture.failedFuture(
                    new IllegalStateException("the event is not kept: " + outcome.problem())));
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if the trail does not answer
   */
  @Override
  public List<AuditEvent> latest(int atMost) {
    if (closed) { // the fence is as well; a trail in memory can still be read
      return trail.latest(atMost);
    }
    CallOutcome<List<AuditEvent>> outcome = fence.call(LANE, deadline, () -> trail.latest(atMost));
    return outcome
        .value()
        .orElseThrow(
            () ->
                new IllegalStateException("the audit trail does not answer: " + outcome.problem()));
  }

  /** Closes the trail on the caller's thread. */
  @Override
  public void close() {
    closed = true;
    trail.close();
  }
}
