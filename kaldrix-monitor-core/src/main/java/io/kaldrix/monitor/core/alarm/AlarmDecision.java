package io.kaldrix.monitor.core.alarm;

import io.kaldrix.monitor.api.rule.AlarmState;
import io.kaldrix.monitor.api.rule.MissingData;
import java.util.List;

/**
 * Decides an alarm's state from its newest datapoints.
 *
 * <p>More periods are looked at than the N that count, the evaluation range, so that real
 * datapoints are used before missing ones are made up for:
 *
 * <ul>
 *   <li>With N real datapoints or more in the range, the newest N of them count, however missing
 *       ones are treated.
 *   <li>With fewer, all real ones count, and only as many missing ones as lack to N are taken for
 *       what the treatment says.
 *   <li>Where missing datapoints say nothing (treated as missing or ignored), M breaching ones
 *       alarm and a real one within the threshold is OK. If all real ones breach but are fewer than
 *       M, an alarm that does not ignore missing ones alarms as soon as the oldest of them is M
 *       periods old: newer ones can't make it right any more. Before that it keeps its state, so
 *       that the first breaching datapoint of a thin metric does not alarm too early.
 * </ul>
 *
 * <p>Source: the CloudWatch user guide's tables of alarm evaluation; it leaves open how wide the
 * range is and what happens before the M-th period, where we keep the state.
 */
public final class AlarmDecision {

  private AlarmDecision() {}

  /**
   * Returns how many periods are looked at if nothing else is said: five for every three that
   * count, rounded up, which is what the guide's tables show.
   *
   * @param factor periods looked at for each that counts, 1 or more
   */
  public static int range(int evaluationPeriods, double factor) {
    return (int) Math.ceil(evaluationPeriods * factor - 1e-9);
  }

  /**
   * Returns the state that follows {@code before}.
   *
   * @param points of the evaluation range, oldest first
   * @param evaluationPeriods N, how many datapoints count
   * @param datapointsToAlarm M, how many of them must breach
   */
  public static AlarmState next(
      AlarmState before,
      List<Datapoint> points,
      int evaluationPeriods,
      int datapointsToAlarm,
      MissingData missing) {
    int real = 0;
    int breaching = 0;
    int oldestBreaching = 0; // its age, 1 is the newest period
    for (int age = 1; age <= points.size() && real < evaluationPeriods; age++) {
      Datapoint point = points.get(points.size() - age);
      if (point == Datapoint.BREACHING) {
        breaching++;
        oldestBreaching = age;
      }
      real += point == Datapoint.MISSING ? 0 : 1;
    }
    int filled = evaluationPeriods - real;
    if (breaching >= datapointsToAlarm) {
      return AlarmState.ALARM;
    }
    if (filled == 0) {
      return AlarmState.OK;
    }
    return switch (missing) {
      case BREACHING -> breaching + filled >= datapointsToAlarm ? AlarmState.ALARM : AlarmState.OK;
      case NOT_BREACHING -> AlarmState.OK;
      case IGNORE -> real > breaching ? AlarmState.OK : before;
      case MISSING -> {
        if (real == 0) {
          yield AlarmState.INSUFFICIENT_DATA;
        }
        if (real > breaching) {
          yield AlarmState.OK;
        }
        yield oldestBreaching >= datapointsToAlarm ? AlarmState.ALARM : before;
      }
    };
  }
}
