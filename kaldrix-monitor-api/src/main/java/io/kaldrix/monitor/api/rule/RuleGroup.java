package io.kaldrix.monitor.api.rule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Rules that are evaluated together, in order, at the same instant; a later rule sees what an
 * earlier one recorded.
 *
 * @param file the rule file that it stands in, empty if it stands in none
 * @param name unique among the groups of its file
 * @param interval time between evaluations, above zero; at every tick if empty
 * @param limit the most alerts that an alert rule may have, and the most series that a recording
 *     rule may record, at one evaluation; a rule that has more fails, and has no alerts then. None
 *     if zero
 * @param queryOffset how old the samples are that its rules look at, zero or more
 * @param labels labels that each of its rules adds, unless the rule itself has one of that name
 * @param rules in order of evaluation
 */
public record RuleGroup(
    String file,
    String name,
    Optional<Duration> interval,
    int limit,
    Duration queryOffset,
    Map<String, String> labels,
    List<Rule> rules) {

  /** Creates a group. */
  public RuleGroup {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a rule group has no name");
    }
    interval.ifPresent(
        duration -> {
          if (duration.isZero() || duration.isNegative()) {
            throw new IllegalArgumentException(
                "rule group '" + name + "': interval is " + duration + ", must be above zero");
          }
        });
    if (limit < 0) {
      throw new IllegalArgumentException(
          "rule group '" + name + "': limit is " + limit + ", must be zero or more");
    }
    if (queryOffset.isNegative()) {
      throw new IllegalArgumentException(
          "rule group '" + name + "': queryOffset is " + queryOffset + ", must be zero or more");
    }
    labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    rules = List.copyOf(rules);
  }

  /** Creates a group that stands in no file and has neither limit, offset nor labels. */
  public RuleGroup(String name, Optional<Duration> interval, List<Rule> rules) {
    this("", name, interval, 0, Duration.ZERO, Map.of(), rules);
  }

  /** Returns a group that is evaluated at every tick. */
  public static RuleGroup of(String name, Rule... rules) {
    return new RuleGroup(name, Optional.empty(), List.of(rules));
  }

  /** Begins a group. */
  public static Builder named(String name) {
    return new Builder(name);
  }

  /** Gathers the parts of a group. For one thread. */
  public static final class Builder {
    private final String name;
    private String file = "";
    private Optional<Duration> interval = Optional.empty();
    private int limit;
    private Duration queryOffset = Duration.ZERO;
    private final Map<String, String> labels = new TreeMap<>();
    private final List<Rule> rules = new ArrayList<>();

    private Builder(String name) {
      this.name = name;
    }

    /** Says which rule file it stands in. */
    public Builder file(String name) {
      file = name;
      return this;
    }

    /** Sets the time between evaluations; at every tick unless set. */
    public Builder interval(Duration duration) {
      interval = Optional.of(duration);
      return this;
    }

    /** Sets the most alerts or series of a rule. */
    public Builder limit(int most) {
      limit = most;
      return this;
    }

    /** Sets how old the samples are that the rules look at. */
    public Builder queryOffset(Duration duration) {
      queryOffset = duration;
      return this;
    }

    /** Adds a label to what each rule raises or records. */
    public Builder label(String name, String value) {
      labels.put(name, value);
      return this;
    }

    /** Adds rules. */
    public Builder rules(List<? extends Rule> more) {
      rules.addAll(more);
      return this;
    }

    /**
     * Returns the group of these rules after those added before.
     *
     * @throws IllegalArgumentException if a part is wrong
     */
    public RuleGroup of(Rule... more) {
      rules.addAll(List.of(more));
      return new RuleGroup(file, name, interval, limit, queryOffset, labels, rules);
    }
  }
}
