package io.kaldrix.monitor.core.health;

import io.kaldrix.monitor.api.engine.CallOutcome;
import io.kaldrix.monitor.api.engine.Fence;
import io.kaldrix.monitor.api.health.CheckedHealth;
import io.kaldrix.monitor.api.health.HealthResult;
import io.kaldrix.monitor.api.health.HealthStatus;
import io.kaldrix.monitor.api.plugin.DurationText;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One check and what it saw last. One thread starts it; any thread may ask, and the fence brings
 * results on a thread of its own.
 */
final class WatchedCheck {

  private static final int INTERVALS_TO_TRUST = 3;

  private final ScheduledCheck scheduled;
  private final Fence fence;
  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final Duration trusted;

  private volatile @Nullable Look last;
  private @Nullable Instant startedAt;
  private CompletableFuture<Void> running = CompletableFuture.completedFuture(null);

  WatchedCheck(ScheduledCheck scheduled, Fence fence, InstantSource clock, LongSupplier nanoTime) {
    this.scheduled = scheduled;
    this.fence = fence;
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.trusted = scheduled.interval().multipliedBy(INTERVALS_TO_TRUST).plus(scheduled.deadline());
  }

  private record Look(HealthResult result, Instant at, Duration took) {}

  /** Starts the check if it is due, without waiting for it. */
  void startIfDue(Instant tick) {
    Instant before = startedAt;
    boolean due = before == null || !tick.isBefore(before.plus(scheduled.interval()));
    if (!due || !running.isDone()) {
      return;
    }
    startedAt = tick;
    long startedNanos = nanoTime.getAsLong();
    running =
        fence
            .run(
                "health-check:" + scheduled.name(),
                scheduled.deadline(),
                () ->
                    Objects.requireNonNull(
                        scheduled.check().check(), "the check returned no result"))
            .thenAccept(outcome -> last = look(outcome, startedNanos));
  }

  private Look look(CallOutcome<HealthResult> outcome, long startedNanos) {
    return new Look(
        outcome.value().orElseGet(() -> HealthResult.down(outcome.problem())),
        clock.instant(),
        Duration.ofNanos(nanoTime.getAsLong() - startedNanos));
  }

  /** Returns what is known at {@code now}. */
  CheckedHealth at(Instant now) {
    Look look = last;
    if (look == null) {
      return new CheckedHealth(
          scheduled.name(),
          scheduled.groups(),
          new HealthResult(HealthStatus.UNKNOWN, "not looked at yet", Map.of()),
          Optional.empty(),
          Duration.ZERO);
    }
    boolean fresh = !now.isAfter(look.at().plus(trusted));
    return new CheckedHealth(
        scheduled.name(),
        scheduled.groups(),
        fresh ? look.result() : tooOld(look, now),
        Optional.of(look.at()),
        look.took());
  }

  private static HealthResult tooOld(Look look, Instant now) {
    String summary =
        "the last look is "
            + DurationText.format(Duration.between(look.at(), now))
            + " old, it saw "
            + look.result().status().label()
            + ": "
            + look.result().summary();
    return new HealthResult(HealthStatus.UNKNOWN, summary, look.result().details());
  }

  /** Lets the check let go of what it holds, if it says it holds something. */
  void close() {
    if (scheduled.check() instanceof AutoCloseable holding) {
      fence.call(
          "health-check:" + scheduled.name(),
          scheduled.deadline(),
          () -> {
            holding.close();
            return Boolean.TRUE;
          });
    }
  }
}
