package io.kaldrix.monitor.core.query.plan;

import io.kaldrix.monitor.core.query.ast.TimeShift;
import java.util.Optional;

/**
 * When a selector looks, relative to the instant of evaluation.
 *
 * @param fixedMillis the instant to start from, that of evaluation if empty
 * @param offsetMillis how far back
 */
record Shift(Optional<Long> fixedMillis, long offsetMillis) {

  /** At an instant, the query starts and ends there. */
  static Shift of(TimeShift shift, long offsetMillis) {
    Optional<Long> fixed =
        shift
            .at()
            .flatMap(
                at ->
                    at instanceof TimeShift.At.Instant instant
                        ? Optional.of(instant.timestampMillis())
                        : Optional.empty());
    return new Shift(fixed, offsetMillis);
  }

  long apply(long atMillis) {
    return (fixedMillis.isPresent() ? fixedMillis.get() : atMillis) - offsetMillis;
  }
}
