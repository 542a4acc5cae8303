package io.kaldrix.monitor.api.rule;

import java.util.List;

/**
 * What an alarm is to do when its state changes. The names are kept and handed on; inside a process
 * it is routing that decides who is told.
 *
 * @param enabled whether any is done at all
 * @param ok names of actions when it becomes OK, such as the ARN of a topic
 * @param alarm names of actions when it goes into alarm
 * @param insufficientData names of actions when it runs out of data
 */
public record AlarmActions(
    boolean enabled, List<String> ok, List<String> alarm, List<String> insufficientData) {

  /** Enabled, none named. */
  public static final AlarmActions NONE = new AlarmActions(true, List.of(), List.of(), List.of());

  /** Creates actions of copies of the lists. */
  public AlarmActions {
    ok = List.copyOf(ok);
    alarm = List.copyOf(alarm);
    insufficientData = List.copyOf(insufficientData);
  }
}
