package io.kaldrix.monitor.core.alarm.engine;

import io.kaldrix.monitor.api.rule.AlarmCriteria;
import io.kaldrix.monitor.core.alarm.Datapoint;
import io.kaldrix.monitor.core.alarm.math.MathProgram;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/** Says why an alarm stands where it stands. */
final class AlarmReason {

  private static final int SHOWN_DIGITS = 6;

  private AlarmReason() {}

  static String of(
      AlarmCriteria.Datapoints criteria,
      List<Datapoint> points,
      MathProgram.Watched watched,
      Optional<String> problem) {
    StringJoiner values = new StringJoiner(", ", "[", "]");
    int real = 0;
    int breaching = 0;
    double lower = Double.NaN;
    double upper = Double.NaN;
    for (int i = points.size() - 1; i >= 0 && real < criteria.evaluationPeriods(); i--) {
      if (points.get(i) != Datapoint.MISSING) {
        real++;
        breaching += points.get(i) == Datapoint.BREACHING ? 1 : 0;
        values.add(shown(watched.values()[i]));
        if (real == 1) {
          lower = watched.lower()[i];
          upper = watched.upper()[i];
        }
      }
    }
    if (real == 0) {
      return problem.orElse("no datapoints in the last " + points.size() + " periods");
    }
    String threshold =
        criteria.operator().isOfBand() ? shown(lower) + " to " + shown(upper) : shown(lower);
    return breaching
        + " of the last "
        + real
        + " datapoints "
        + values
        + ", newest first, "
        + (breaching == 1 ? "is " : "are ")
        + criteria.operator().words()
        + " ("
        + threshold
        + "); "
        + criteria.datapointsToAlarm()
        + " of "
        + criteria.evaluationPeriods()
        + " alarm";
  }

  private static String shown(double value) {
    return Double.isFinite(value)
        ? new BigDecimal(value)
            .round(new MathContext(SHOWN_DIGITS))
            .stripTrailingZeros()
            .toPlainString()
        : Double.toString(value);
  }
}
