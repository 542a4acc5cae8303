package io.kaldrix.monitor.example.dagnode.consensus;

import io.kaldrix.monitor.example.dagnode.dag.Dag;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * Decides when a node that is behind asks its peers for vertices, and from which round upwards. It
 * is behind if it knows vertices by name only, or has made none of its own for three intervals. Not
 * for sharing between threads.
 */
public final class CatchUp {
  /** What is missing for no longer than this is most likely still on its way. */
  private static final long GRACE_NANOS = Duration.ofMillis(50).toNanos();

  private static final long REPEAT_NANOS = Duration.ofMillis(100).toNanos();
  private static final int QUIET_INTERVALS = 3;

  private final long quietNanos;
  private OptionalLong behindSinceNanos = OptionalLong.empty();
  private long nextNanos;

  /**
   * Creates it for a node that is not behind.
   *
   * @param interval between two vertices of one validator in the quiet state
   * @param nowNanos the time, on the scale of {@link System#nanoTime}
   */
  public CatchUp(Duration interval, long nowNanos) {
    this.quietNanos = QUIET_INTERVALS * interval.toNanos();
    this.nextNanos = nowNanos;
  }

  /**
   * Returns the round to ask for now, if any.
   *
   * @param sinceVertexNanos nanoseconds since the node's own last vertex
   */
  public OptionalLong roundToAskFor(Dag dag, long sinceVertexNanos, long nowNanos) {
    OptionalLong missing = dag.lowestMissing();
    if (missing.isEmpty() && sinceVertexNanos < quietNanos) {
      behindSinceNanos = OptionalLong.empty();
      return OptionalLong.empty();
    }
    if (behindSinceNanos.isEmpty()) {
      behindSinceNanos = OptionalLong.of(nowNanos);
    }
    if (nowNanos - behindSinceNanos.getAsLong() < GRACE_NANOS || nowNanos - nextNanos < 0) {
      return OptionalLong.empty();
    }
    nextNanos = nowNanos + REPEAT_NANOS;
    long next = dag.highestQuorum() + 1;
    return OptionalLong.of(Math.min(next, missing.orElse(next)));
  }
}
