package io.kaldrix.monitor.core.alarm.file;

import io.kaldrix.monitor.api.rule.AlarmMute;
import io.kaldrix.monitor.api.rule.BandTraining;
import io.kaldrix.monitor.api.rule.Rule;
import java.util.ArrayList;
import java.util.List;

/**
 * What files hold.
 *
 * @param alarms metric and composite alarms, in the order written
 * @param mutes times at which alarms take no actions
 * @param trainings how bands are learned
 */
public record AlarmSet(List<Rule> alarms, List<AlarmMute> mutes, List<BandTraining> trainings) {

  /** Nothing. */
  public static final AlarmSet NONE = new AlarmSet(List.of(), List.of(), List.of());

  /** Creates a set of copies of the lists. */
  public AlarmSet {
    alarms = List.copyOf(alarms);
    mutes = List.copyOf(mutes);
    trainings = List.copyOf(trainings);
  }

  /** Returns this set and another behind it. */
  public AlarmSet with(AlarmSet other) {
    return new AlarmSet(
        joined(alarms, other.alarms),
        joined(mutes, other.mutes),
        joined(trainings, other.trainings));
  }

  private static <T> List<T> joined(List<T> first, List<T> second) {
    List<T> joined = new ArrayList<>(first);
    joined.addAll(second);
    return joined;
  }
}
