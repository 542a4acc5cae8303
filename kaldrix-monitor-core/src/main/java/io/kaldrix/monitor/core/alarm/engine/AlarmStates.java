package io.kaldrix.monitor.core.alarm.engine;

import io.kaldrix.monitor.api.rule.AlarmState;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Where all alarms stand. For one thread. */
final class AlarmStates {

  private final Map<String, AlarmMemo> remembered = new LinkedHashMap<>();
  private final Map<String, AlarmMemo> current = new LinkedHashMap<>();
  private boolean changed;

  /** Takes what was written down before the restart. */
  void remember(Collection<AlarmMemo> memos) {
    memos.forEach(memo -> remembered.put(memo.name(), memo));
  }

  /** Returns what begins where this stands, without any alarm yet. */
  AlarmStates successor() {
    AlarmStates successor = new AlarmStates();
    successor.remembered.putAll(remembered);
    successor.remembered.putAll(current);
    return successor;
  }

  /**
   * Takes an alarm up, where it stood before the restart or at its beginning.
   *
   * @throws IllegalArgumentException if there is an alarm of that name
   */
  void begin(String name, AlarmState beginning) {
    AlarmMemo before = remembered.get(name);
    AlarmMemo memo = before == null ? AlarmMemo.begin(name, beginning, Instant.EPOCH) : before;
    if (current.put(name, memo) != null) {
      throw new IllegalArgumentException("alarm '" + name + "' is given twice");
    }
  }

  AlarmMemo memo(String name) {
    AlarmMemo memo = current.get(name);
    if (memo == null) {
      throw new IllegalArgumentException("there is no alarm '" + name + "'");
    }
    return memo;
  }

  void put(AlarmMemo memo) {
    changed |= !memo.equals(current.put(memo.name(), memo));
  }

  AlarmState state(String name) {
    AlarmMemo memo = current.get(name);
    return memo == null ? AlarmState.INSUFFICIENT_DATA : memo.state();
  }

  Set<String> names() {
    return current.keySet();
  }

  Collection<AlarmMemo> all() {
    return current.values();
  }

  /** Returns whether anything has changed since this was asked last. */
  boolean takeChanged() {
    boolean was = changed;
    changed = false;
    return was;
  }
}
