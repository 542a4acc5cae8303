package io.kaldrix.monitor.api.rule;

import io.kaldrix.monitor.api.alert.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A condition that raises an alert for each series its expression returns.
 *
 * @param name the alert's name, such as {@code HighErrorRatio}
 * @param expression PromQL; each sample of its answer meets the condition, whatever its value,
 *     unless {@code grading} is a ladder
 * @param timing when an alert fires and when it ends
 * @param grading how bad its alerts are
 * @param guards conditions beside {@code expression}
 * @param doubt what it means not to know
 * @param labels further labels of the alert, over those of the series; templates
 * @param annotations texts for people; templates with Prometheus's functions, in which {@code
 *     $labels.name} and {@code $value} stand for what the expression returned
 * @param enabled whether it is evaluated at all
 */
public record AlertRule(
    String name,
    String expression,
    Timing timing,
    Grading grading,
    Guards guards,
    Doubt doubt,
    Map<String, String> labels,
    Map<String, String> annotations,
    boolean enabled)
    implements Rule {

  /** Creates a rule. */
  public AlertRule {
    if (name.isBlank()) {
      throw new IllegalArgumentException("rule of '" + expression + "' has no name");
    }
    if (expression.isBlank()) {
      throw new IllegalArgumentException("rule '" + name + "' has no expression");
    }
    if (grading instanceof Grading.Ladder && labels.containsKey(Severity.LABEL)) {
      throw new IllegalArgumentException(
          "rule '" + name + "' has levels and a label 'severity', must have one of them");
    }
    labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    annotations = Collections.unmodifiableMap(new TreeMap<>(annotations));
  }

  /** Creates a rule of Prometheus's kind, whose alerts are all equally bad. */
  public AlertRule(
      String name,
      String expression,
      Duration holdFor,
      Severity severity,
      Map<String, String> labels,
      Map<String, String> annotations) {
    this(
        name,
        expression,
        Timing.AT_ONCE.withHoldFor(holdFor),
        new Grading.Fixed(severity),
        Guards.NONE,
        Doubt.AS_PROMETHEUS,
        labels,
        annotations,
        true);
  }

  /** Returns how long the condition must hold before an alert fires. */
  public Duration holdFor() {
    return timing.holdFor();
  }

  /** Returns how long a firing alert outlives its condition. */
  public Duration keepFiringFor() {
    return timing.keepFiringFor();
  }

  /** Returns how bad an alert of this rule may get. */
  public Severity severity() {
    return grading.worst(labels.getOrDefault(Severity.LABEL, ""));
  }

  /** Begins a rule that alerts for each sample {@code expression} returns. */
  public static Builder when(String expression) {
    return new Builder(expression);
  }

  /**
   * Begins a rule that alerts before a value gets where it should not.
   *
   * @param selector the series that are looked at, such as {@code disk_free_bytes{device="sda"}}
   */
  public static Forecast predicting(String selector) {
    return new Forecast(selector);
  }

  /** Gathers the parts of a rule. For one thread. */
  public static final class Builder {
    private final String expression;
    private Duration holdFor = Duration.ZERO;
    private Duration keepFiringFor = Duration.ZERO;
    private int required = 1;
    private int latest = 1;
    private Optional<Duration> delay = Optional.empty();
    private Grading grading = new Grading.Fixed(Severity.MEDIUM);
    private boolean graded;
    private final List<Grading.Level> levels = new ArrayList<>();
    private Optional<String> keepFiringWhile = Optional.empty();
    private Optional<String> enabledWhen = Optional.empty();
    private final List<Dependency> unless = new ArrayList<>();
    private Doubt doubt = Doubt.AS_PROMETHEUS;
    private final Map<String, String> labels = new TreeMap<>();
    private final Map<String, String> annotations = new TreeMap<>();
    private boolean enabled = true;

    Builder(String expression) {
      this.expression = expression;
    }

    /** Sets how long the condition must hold before the alert fires; at once unless set. */
    public Builder holdFor(Duration duration) {
      holdFor = duration;
      return this;
    }

    /** Sets how long a firing alert outlives its condition; not at all unless set. */
    public Builder keepFiringFor(Duration duration) {
      keepFiringFor = duration;
      return this;
    }

    /** Lets the condition hold once it was met at {@code required} of the last {@code of} looks. */
    public Builder occurrences(int required, int of) {
      this.required = required;
      latest = of;
      return this;
    }

    /** Looks at samples that are so old, whatever the group says. */
    public Builder delay(Duration duration) {
      delay = Optional.of(duration);
      return this;
    }

    /** Sets how bad it is; {@link Severity#MEDIUM} unless set. */
    public Builder severity(Severity severity) {
      return grading(new Grading.Fixed(severity));
    }

    /** Sets how alerts get their severity. */
    public Builder grading(Grading wanted) {
      grading = wanted;
      graded = true;
      return this;
    }

    /**
     * Makes alerts as bad as {@code severity} where the value has reached a threshold; the worst
     * level reached counts, and a value that has reached none meets no condition.
     *
     * @param threshold such as {@code > 0.95}
     * @throws IllegalArgumentException if that is no threshold
     */
    public Builder level(Severity severity, String threshold) {
      levels.add(
          new Grading.Level(
              severity,
              Threshold.parse(threshold)
                  .orElseThrow(
                      () ->
                          new IllegalArgumentException(
                              "level is '"
                                  + threshold
                                  + "', must be a comparison with a number such as > 0.95"))));
      return this;
    }

    /** Lets a firing alert go on while {@code expression} returns its series (hysteresis). */
    public Builder keepFiringWhile(String expression) {
      keepFiringWhile = Optional.of(expression);
      return this;
    }

    /** Lets the rule be on only where {@code expression} returns labels that a series has too. */
    public Builder enabledWhen(String expression) {
      enabledWhen = Optional.of(expression);
      return this;
    }

    /** Keeps alerts from beginning to fire while one of another rule does. */
    public Builder unless(String rule, String... on) {
      unless.add(new Dependency(rule, Arrays.asList(on)));
      return this;
    }

    /** Says what it means that {@code data} does not return a series, or nothing at all. */
    public Builder noData(String data, Doubt.Meaning meaning) {
      return noData(NoData.of(data, meaning));
    }

    /** Says what it means that there are no samples to look at. */
    public Builder noData(NoData policy) {
      doubt = new Doubt(policy, doubt.error());
      return this;
    }

    /** Says what it means that the rule could not be evaluated. */
    public Builder onError(Doubt.Meaning meaning) {
      doubt = new Doubt(doubt.noData(), meaning);
      return this;
    }

    /** Adds a label to the alert. */
    public Builder label(String name, String value) {
      labels.put(name, value);
      return this;
    }

    /** Adds a text for people. */
    public Builder annotation(String name, String text) {
      annotations.put(name, text);
      return this;
    }

    /** Adds the sentence that people read first. */
    public Builder summary(String text) {
      return annotation("summary", text);
    }

    /** Keeps the rule without evaluating it. */
    public Builder disabled() {
      enabled = false;
      return this;
    }

    /**
     * Returns the rule under its name.
     *
     * @throws IllegalArgumentException if a part is wrong
     */
    public AlertRule named(String name) {
      if (graded && !levels.isEmpty()) {
        throw new IllegalArgumentException(
            "rule '" + name + "' has levels and a severity, must have one of them");
      }
      return new AlertRule(
          name,
          expression,
          timing(name),
          levels.isEmpty() ? grading : new Grading.Ladder(levels),
          new Guards(keepFiringWhile, enabledWhen, unless),
          doubt,
          labels,
          annotations,
          enabled);
    }

    private Timing timing(String name) {
      try {
        return new Timing(holdFor, keepFiringFor, new Occurrences(required, latest), delay);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("rule '" + name + "': " + e.getMessage(), e);
      }
    }
  }
}
