package io.kaldrix.monitor.api.rule;

import io.kaldrix.monitor.api.alert.Severity;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An alarm over the states of other alarms, as CloudWatch's {@code PutCompositeAlarm} makes it.
 *
 * @param name unique among the alarms of a monitor
 * @param description for people, may be empty
 * @param rule such as {@code ALARM(cpu) AND NOT ALARM("deployment")}
 * @param suppressor the alarm that holds its actions back, if one does
 * @param actions what it does
 * @param severity how bad it is; becomes the label {@code severity}
 * @param tags further names and values
 */
public record CompositeAlarm(
    String name,
    String description,
    String rule,
    Optional<Suppressor> suppressor,
    AlarmActions actions,
    Severity severity,
    Map<String, String> tags)
    implements Rule {

  /**
   * An alarm that holds the actions of a composite alarm back while it is in alarm.
   *
   * @param alarm the alarm's name or ARN
   * @param waitPeriod how long the composite alarm waits for it before it takes actions, zero or
   *     more
   * @param extension how long it waits after it has left alarm, zero or more
   */
  public record Suppressor(String alarm, Duration waitPeriod, Duration extension) {
    /** Creates a suppressor. */
    public Suppressor {
      if (alarm.isBlank()) {
        throw new IllegalArgumentException("ActionsSuppressor is empty, must name an alarm");
      }
      check("ActionsSuppressorWaitPeriod", waitPeriod);
      check("ActionsSuppressorExtensionPeriod", extension);
    }

    private static void check(String name, Duration duration) {
      if (duration.isNegative()) {
        throw new IllegalArgumentException(name + " is " + duration + ", must be zero or more");
      }
    }
  }

  /** Creates an alarm. */
  public CompositeAlarm {
    AlarmNames.checked(name);
    if (rule.isBlank()) {
      throw new IllegalArgumentException("composite alarm '" + name + "' has no AlarmRule");
    }
    tags = Collections.unmodifiableMap(new TreeMap<>(tags));
  }

  /** Begins an alarm over the states of others. */
  public static Builder when(String rule) {
    return new Builder(rule);
  }

  /** Returns this alarm with another severity. */
  public CompositeAlarm withSeverity(Severity other) {
    return new CompositeAlarm(name, description, rule, suppressor, actions, other, tags);
  }

  /** Gathers the parts of an alarm. For one thread. */
  public static final class Builder {
    private final String rule;
    private Optional<Suppressor> suppressor = Optional.empty();
    private String description = "";
    private AlarmActions actions = AlarmActions.NONE;
    private Severity severity = Severity.MEDIUM;
    private final Map<String, String> tags = new TreeMap<>();

    private Builder(String rule) {
      this.rule = rule;
    }

    /** Lets another alarm hold the actions back. */
    public Builder suppressedBy(String alarm, Duration waitPeriod, Duration extension) {
      this.suppressor = Optional.of(new Suppressor(alarm, waitPeriod, extension));
      return this;
    }

    /** Sets a text for people. */
    public Builder description(String text) {
      this.description = text;
      return this;
    }

    /** Sets what it does. */
    public Builder actions(AlarmActions actions) {
      this.actions = actions;
      return this;
    }

    /** Sets how bad it is; {@link Severity#MEDIUM} unless set. */
    public Builder severity(Severity severity) {
      this.severity = severity;
      return this;
    }

    /** Adds a name and value. */
    public Builder tag(String name, String value) {
      tags.put(name, value);
      return this;
    }

    /**
     * Returns the alarm under its name.
     *
     * @throws IllegalArgumentException if a part is wrong
     */
    public CompositeAlarm named(String name) {
      return new CompositeAlarm(name, description, rule, suppressor, actions, severity, tags);
    }
  }
}
