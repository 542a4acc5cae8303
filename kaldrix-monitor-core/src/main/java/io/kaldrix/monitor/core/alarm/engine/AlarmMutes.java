package io.kaldrix.monitor.core.alarm.engine;

import io.kaldrix.monitor.api.rule.AlarmMute;
import io.kaldrix.monitor.core.alarm.composite.AlarmRuleParser;
import io.kaldrix.monitor.core.alarm.mute.MuteSchedule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which alarms are muted. For one thread. */
final class AlarmMutes {

  private final Map<String, List<MuteSchedule>> byAlarm = new HashMap<>();

  /**
   * Reads mutes.
   *
   * @throws IllegalArgumentException if a schedule is wrong or a name is given twice
   */
  AlarmMutes(List<AlarmMute> mutes) {
    Set<String> names = new HashSet<>();
    for (AlarmMute mute : mutes) {
      if (!names.add(mute.name())) {
        throw new IllegalArgumentException("alarm mute '" + mute.name() + "' is given twice");
      }
      MuteSchedule schedule = MuteSchedule.of(mute);
      for (String alarm : mute.alarms()) {
        byAlarm
            .computeIfAbsent(AlarmRuleParser.nameOf(alarm), key -> new ArrayList<>())
            .add(schedule);
      }
    }
  }

  Set<String> alarms() {
    return byAlarm.keySet();
  }

  /** Returns the name of a mute that holds, if one does. */
  Optional<String> holding(String alarm, Instant now) {
    return byAlarm.getOrDefault(alarm, List.of()).stream()
        .filter(schedule -> schedule.holds(now))
        .map(schedule -> schedule.mute().name())
        .findFirst();
  }
}
