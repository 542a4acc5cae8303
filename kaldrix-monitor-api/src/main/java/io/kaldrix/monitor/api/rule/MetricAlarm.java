package io.kaldrix.monitor.api.rule;

import io.kaldrix.monitor.api.alert.Severity;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An alarm as CloudWatch's {@code PutMetricAlarm} makes it: on a metric, on metric math, on a band,
 * or on PromQL.
 *
 * @param name unique among the alarms of a monitor
 * @param description for people, may be empty
 * @param criteria when it is in alarm
 * @param actions what it does
 * @param severity how bad it is; becomes the label {@code severity}
 * @param tags further names and values
 */
public record MetricAlarm(
    String name,
    String description,
    AlarmCriteria criteria,
    AlarmActions actions,
    Severity severity,
    Map<String, String> tags)
    implements Rule {

  /** Creates an alarm. */
  public MetricAlarm {
    AlarmNames.checked(name);
    tags = Collections.unmodifiableMap(new TreeMap<>(tags));
  }

  /** Begins an alarm on a metric. */
  public static Builder on(String namespace, String metricName) {
    Builder builder = new Builder();
    builder.namespace = namespace;
    builder.metricName = metricName;
    return builder;
  }

  /** Begins an alarm on metric math; one of the queries is {@link MetricQuery#watched}. */
  public static Builder on(MetricQuery... queries) {
    Builder builder = new Builder();
    builder.queries = List.of(queries);
    return builder;
  }

  /**
   * Returns an alarm on the series that a PromQL expression returns.
   *
   * @throws IllegalArgumentException if a part is wrong
   */
  public static MetricAlarm onPromQl(String name, AlarmCriteria.PromQl criteria) {
    return new MetricAlarm(name, "", criteria, AlarmActions.NONE, Severity.MEDIUM, Map.of());
  }

  /** Returns this alarm with another severity. */
  public MetricAlarm withSeverity(Severity other) {
    return new MetricAlarm(name, description, criteria, actions, other, tags);
  }

  /** Gathers the parts of an alarm on datapoints. For one thread. */
  public static final class Builder {
    private String namespace = "";
    private String metricName = "";
    private @Nullable List<MetricQuery> queries;
    private final Map<String, String> dimensions = new TreeMap<>();
    private final Map<String, String> tags = new TreeMap<>();
    private Duration period = Duration.ofMinutes(1);
    private Statistic statistic = Statistic.AVERAGE;
    private Optional<String> unit = Optional.empty();
    private ComparisonOperator operator = ComparisonOperator.GREATER_THAN_OR_EQUAL;
    private @Nullable AlarmThreshold threshold;
    private int evaluationPeriods = 1;
    private int datapointsToAlarm; // as many as are evaluated
    private MissingData missing = MissingData.MISSING;
    private LowSamples lowSamples = LowSamples.EVALUATE;
    private EvaluationWindow window = new EvaluationWindow.Sliding();
    private String description = "";
    private AlarmActions actions = AlarmActions.NONE;
    private Severity severity = Severity.MEDIUM;

    private Builder() {}

    /** Takes the metric of that dimension only. */
    public Builder dimension(String name, String value) {
      dimensions.put(name, value);
      return this;
    }

    /** Sets what one datapoint stands for; a minute unless set. */
    public Builder period(Duration duration) {
      this.period = duration;
      return this;
    }

    /** Sets how samples become a datapoint, as CloudWatch writes it; the mean unless set. */
    public Builder statistic(String text) {
      this.statistic = Statistic.parse(text);
      return this;
    }

    /** Sets the metric's unit; any unless set. */
    public Builder unit(String name) {
      this.unit = Optional.of(name);
      return this;
    }

    /** Sets what a datapoint is compared with. */
    public Builder threshold(ComparisonOperator operator, double value) {
      this.operator = operator;
      this.threshold = new AlarmThreshold.Fixed(value);
      return this;
    }

    /** Sets the band that a datapoint is compared with, by the id of its expression. */
    public Builder band(ComparisonOperator operator, String id) {
      this.operator = operator;
      this.threshold = new AlarmThreshold.Band(id);
      return this;
    }

    /** Sets that {@code m} of {@code n} datapoints must breach; one of one unless set. */
    public Builder datapoints(int m, int n) {
      this.datapointsToAlarm = m;
      this.evaluationPeriods = n;
      return this;
    }

    /** Sets what a missing datapoint is taken for; missing unless set. */
    public Builder missing(MissingData treatment) {
      this.missing = treatment;
      return this;
    }

    /** Sets what happens if a percentile has few samples; evaluated unless set. */
    public Builder lowSamples(LowSamples treatment) {
      this.lowSamples = treatment;
      return this;
    }

    /** Sets where periods begin; sliding unless set. */
    public Builder window(EvaluationWindow window) {
      this.window = window;
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
    public MetricAlarm named(String name) {
      AlarmThreshold with = threshold;
      if (with == null) {
        throw new IllegalArgumentException(
            "alarm '" + name + "' has no threshold, must be a number or a band");
      }
      List<MetricQuery> given = queries;
      List<MetricQuery> read = given == null ? List.of(single()) : given;
      return new MetricAlarm(
          name,
          description,
          new AlarmCriteria.Datapoints(
              read,
              operator,
              with,
              evaluationPeriods,
              datapointsToAlarm == 0 ? evaluationPeriods : datapointsToAlarm,
              missing,
              lowSamples,
              window),
          actions,
          severity,
          tags);
    }

    private MetricQuery single() {
      return MetricQuery.metric(
              "m1", new AlarmMetric(namespace, metricName, dimensions, period, statistic, unit))
          .watched();
    }
  }
}
