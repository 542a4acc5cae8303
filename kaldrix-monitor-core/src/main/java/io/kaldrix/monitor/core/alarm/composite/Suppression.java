package io.kaldrix.monitor.core.alarm.composite;

import io.kaldrix.monitor.api.rule.AlarmState;
import io.kaldrix.monitor.api.rule.CompositeAlarm.Suppressor;
import java.time.Duration;
import java.time.Instant;

/**
 * Where the actions of a composite alarm with a suppressor stand.
 *
 * <p>When the composite alarm changes while its suppressor is not in alarm, it waits: the
 * suppressor may be about to follow. When the wait is over it takes the actions of the state that
 * it is in then. While the suppressor is in alarm nothing is done. When that ends, the extension
 * begins: what follows of the suppressed trouble may still be clearing up. When that is over, the
 * actions of the state are taken. A change of the composite alarm ends a wait or an extension and
 * begins a new wait.
 *
 * @param phase what holds the actions back, if anything
 * @param until when a wait or extension is over; of no meaning in other phases
 * @param state where the composite alarm stood
 */
public record Suppression(Phase phase, Instant until, AlarmState state) {

  /** What holds actions back, as {@code ActionsSuppressedBy} has it. */
  public enum Phase {
    /** Nothing. */
    NONE(""),
    /** The suppressor is in alarm. */
    ALARM("Alarm"),
    /** It is waited for the suppressor. */
    WAIT("WaitPeriod"),
    /** The suppressor has just left alarm. */
    EXTENSION("ExtensionPeriod");

    private final String code;

    Phase(String code) {
      this.code = code;
    }

    /** Returns CloudWatch's name of it, empty for {@link #NONE}. */
    public String code() {
      return code;
    }
  }

  /** Returns where a new alarm's actions stand. */
  public static Suppression begin(AlarmState state) {
    return new Suppression(Phase.NONE, Instant.EPOCH, state);
  }

  /**
   * What follows.
   *
   * @param actsNow whether the actions of the composite alarm's state are to be taken now
   */
  public record Step(Suppression next, boolean actsNow) {}

  /**
   * Returns what follows at {@code now}.
   *
   * @param current where the composite alarm stands now
   * @param suppressorInAlarm whether its suppressor is in alarm now
   */
  public Step next(
      AlarmState current, boolean suppressorInAlarm, Suppressor suppressor, Instant now) {
    if (suppressorInAlarm) {
      return new Step(new Suppression(Phase.ALARM, Instant.EPOCH, current), false);
    }
    if (current != state) {
      return held(Phase.WAIT, suppressor.waitPeriod(), current, now);
    }
    return switch (phase) {
      case NONE -> new Step(this, false);
      case ALARM -> held(Phase.EXTENSION, suppressor.extension(), current, now);
      case WAIT, EXTENSION ->
          now.isBefore(until) ? new Step(this, false) : new Step(begin(current), true);
    };
  }

  private static Step held(Phase phase, Duration duration, AlarmState current, Instant now) {
    return duration.isZero()
        ? new Step(begin(current), true)
        : new Step(new Suppression(phase, now.plus(duration), current), false);
  }
}
