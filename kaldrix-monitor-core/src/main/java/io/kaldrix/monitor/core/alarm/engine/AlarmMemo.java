package io.kaldrix.monitor.core.alarm.engine;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.rule.AlarmState;
import io.kaldrix.monitor.core.alarm.Contributor;
import io.kaldrix.monitor.core.alarm.composite.Suppression;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * All that is known of one alarm's life, and must survive a restart.
 *
 * @param name the alarm's name
 * @param state where it stands
 * @param since when it got there
 * @param told the state whose actions were taken last
 * @param reason why it stands there, for people
 * @param suppression of a composite alarm with a suppressor: where its actions stand
 * @param contributors of an alarm on PromQL: its series
 */
record AlarmMemo(
    String name,
    AlarmState state,
    Instant since,
    AlarmState told,
    String reason,
    Optional<Suppression> suppression,
    Map<Labels, Member> contributors) {

  /**
   * One series of an alarm on PromQL.
   *
   * @param told whether the actions of its alarm were taken
   */
  record Member(Contributor contributor, boolean told) {}

  AlarmMemo {
    contributors = Collections.unmodifiableMap(new LinkedHashMap<>(contributors));
  }

  static AlarmMemo begin(String name, AlarmState state, Instant now) {
    return new AlarmMemo(name, state, now, state, "not evaluated yet", Optional.empty(), Map.of());
  }

  /** Returns this memo after a decision. */
  AlarmMemo decided(AlarmState next, String why, Instant now) {
    return new AlarmMemo(
        name, next, next == state ? since : now, told, why, suppression, contributors);
  }

  AlarmMemo withTold(AlarmState taken) {
    return new AlarmMemo(name, state, since, taken, reason, suppression, contributors);
  }

  AlarmMemo withSuppression(Suppression next) {
    return new AlarmMemo(name, state, since, told, reason, Optional.of(next), contributors);
  }

  AlarmMemo withContributors(Map<Labels, Member> next) {
    return new AlarmMemo(name, state, since, told, reason, suppression, next);
  }
}
