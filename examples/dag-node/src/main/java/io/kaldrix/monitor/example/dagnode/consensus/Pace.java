package io.kaldrix.monitor.example.dagnode.consensus;

import io.kaldrix.monitor.example.dagnode.dag.Committee;
import io.kaldrix.monitor.example.dagnode.dag.Dag;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * When a validator makes its next vertex: once a quorum of the round before is here and its
 * interval has passed. It waits up to {@value #PATIENCE} intervals for the leader of that round,
 * whose commit needs the reference, and does not wait at all if f + 1 others are ahead: so nodes
 * keep step without a common clock.
 *
 * @param committee the validators
 * @param interval between two vertices of one validator in the quiet state
 */
record Pace(Committee committee, Duration interval) {
  /** How many intervals a missing leader is waited for. */
  static final int PATIENCE = 2;

  Pace {
    if (interval.isNegative() || interval.isZero()) {
      throw new IllegalArgumentException("interval is " + interval + ", must be more than zero");
    }
  }

  /**
   * Returns the round to make a vertex for now, if any.
   *
   * @param lastRound the round of this validator's last vertex, 0 before the first
   * @param sinceLastNanos nanoseconds since then
   */
  OptionalLong nextRound(Dag dag, long lastRound, long sinceLastNanos) {
    long before = dag.highestQuorum();
    long next = before + 1;
    if (next <= lastRound) {
      return OptionalLong.empty();
    }
    boolean othersAreAhead = dag.round(next).size() >= committee.someoneWell();
    boolean due = sinceLastNanos >= interval.toNanos();
    boolean outOfPatience = sinceLastNanos >= PATIENCE * interval.toNanos();
    return othersAreAhead || outOfPatience || (due && hasLeader(dag, before))
        ? OptionalLong.of(next)
        : OptionalLong.empty();
  }

  private boolean hasLeader(Dag dag, long round) {
    return round % 2 == 1 || round == 0 || dag.at(round, committee.leader(round)).isPresent();
  }
}
