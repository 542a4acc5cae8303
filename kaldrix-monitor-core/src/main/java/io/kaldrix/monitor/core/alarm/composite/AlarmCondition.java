package io.kaldrix.monitor.core.alarm.composite;

import io.kaldrix.monitor.api.rule.AlarmState;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** What a composite alarm asks of other alarms. Immutable; may be shared between threads. */
public sealed interface AlarmCondition {

  /** Returns whether it holds, given where each alarm stands. */
  boolean holds(Function<String, AlarmState> states);

  /** Returns the names of the alarms that it asks of, in the order written. */
  default Set<String> alarms() {
    Set<String> names = new LinkedHashSet<>();
    collect(names);
    return names;
  }

  /** Adds the names of the alarms that it asks of. */
  void collect(Set<String> names);

  /** {@code TRUE} or {@code FALSE}. */
  record Constant(boolean value) implements AlarmCondition {
    @Override
    public boolean holds(Function<String, AlarmState> states) {
      return value;
    }

    @Override
    public void collect(Set<String> names) {}
  }

  /** Whether an alarm stands there, such as {@code ALARM(cpu)}. */
  record Stands(String alarm, AlarmState state) implements AlarmCondition {
    @Override
    public boolean holds(Function<String, AlarmState> states) {
      return states.apply(alarm) == state;
    }

    @Override
    public void collect(Set<String> names) {
      names.add(alarm);
    }
  }

  /** {@code NOT} of another. */
  record Not(AlarmCondition operand) implements AlarmCondition {
    @Override
    public boolean holds(Function<String, AlarmState> states) {
      return !operand.holds(states);
    }

    @Override
    public void collect(Set<String> names) {
      operand.collect(names);
    }
  }

  /** {@code AND}: all hold. */
  record All(List<AlarmCondition> operands) implements AlarmCondition {
    /** Creates a condition of a copy of the operands. */
    public All {
      operands = List.copyOf(operands);
    }

    @Override
    public boolean holds(Function<String, AlarmState> states) {
      return operands.stream().allMatch(operand -> operand.holds(states));
    }

    @Override
    public void collect(Set<String> names) {
      operands.forEach(operand -> operand.collect(names));
    }
  }

  /** {@code OR}: one holds. */
  record Any(List<AlarmCondition> operands) implements AlarmCondition {
    /** Creates a condition of a copy of the operands. */
    public Any {
      operands = List.copyOf(operands);
    }

    @Override
    public boolean holds(Function<String, AlarmState> states) {
      return operands.stream().anyMatch(operand -> operand.holds(states));
    }

    @Override
    public void collect(Set<String> names) {
      operands.forEach(operand -> operand.collect(names));
    }
  }

  /**
   * {@code AT_LEAST}: so many of a list stand, or do not stand, there.
   *
   * @param count how many, or what percentage of the list
   * @param negated whether they must not stand there
   */
  record AtLeast(
      double count, boolean isPercent, AlarmState state, boolean negated, List<String> of)
      implements AlarmCondition {
    /** Creates a condition of a copy of the list. */
    public AtLeast {
      of = List.copyOf(of);
    }

    @Override
    public boolean holds(Function<String, AlarmState> states) {
      long there = of.stream().filter(name -> (states.apply(name) == state) != negated).count();
      return isPercent ? there * 100.0 >= count * of.size() : there >= count;
    }

    @Override
    public void collect(Set<String> names) {
      names.addAll(of);
    }
  }
}
