package io.kaldrix.monitor.core.alarm.file;

import io.kaldrix.monitor.api.alert.Severity;
import io.kaldrix.monitor.api.rule.AlarmActions;
import io.kaldrix.monitor.api.rule.AlarmCriteria;
import io.kaldrix.monitor.api.rule.AlarmMetric;
import io.kaldrix.monitor.api.rule.AlarmThreshold;
import io.kaldrix.monitor.api.rule.ComparisonOperator;
import io.kaldrix.monitor.api.rule.EvaluationWindow;
import io.kaldrix.monitor.api.rule.LowSamples;
import io.kaldrix.monitor.api.rule.MetricAlarm;
import io.kaldrix.monitor.api.rule.MetricQuery;
import io.kaldrix.monitor.api.rule.MissingData;
import io.kaldrix.monitor.api.rule.Statistic;
import io.kaldrix.monitor.core.alarm.math.MathProgram;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads metric alarms: the input of {@code PutMetricAlarm}, or what {@code DescribeAlarms} says.
 */
final class MetricAlarmReader {

  private static final String DYNAMO_DB = "AWS/DynamoDB";
  private static final List<String> SEVERITY_TAGS =
      List.of("severity", "Severity", "priority", "Priority");

  private final Severity severity;

  /**
   * Creates a reader.
   *
   * @param severity of alarms that have no tag for it
   */
  MetricAlarmReader(Severity severity) {
    this.severity = severity;
  }

  MetricAlarm read(AlarmFields fields, String fallbackName) {
    String name = name(fields, fallbackName);
    Map<String, String> tags = fields.pairs("Tags", "Key", "Value");
    MetricAlarm alarm =
        fields.made(
            "alarm '" + name + "'",
            () ->
                new MetricAlarm(
                    name,
                    fields.text("AlarmDescription").orElse(""),
                    criteria(fields, name),
                    actions(fields),
                    severity(tags, fields),
                    tags));
    ignoreState(fields);
    fields.settings().refuseUnknown();
    return alarm;
  }

  /** Returns an alarm's name. */
  static String name(AlarmFields fields, String fallback) {
    return fallback.isEmpty()
        ? fields.requiredText("AlarmName", "the alarm's name")
        : fields.text("AlarmName").orElse(fallback);
  }

  /** Returns what an alarm does. */
  static AlarmActions actions(AlarmFields fields) {
    return new AlarmActions(
        fields.flag("ActionsEnabled", true),
        fields.texts("OKActions"),
        fields.texts("AlarmActions"),
        fields.texts("InsufficientDataActions"));
  }

  /** Returns how bad an alarm is: as a tag says, or as all that have none. */
  Severity severity(Map<String, String> tags, AlarmFields fields) {
    for (String tag : SEVERITY_TAGS) {
      String value = tags.get(tag);
      if (value != null) {
        return Severity.named(value)
            .orElseThrow(
                () ->
                    fields.invalid(
                        "Tags",
                        "a list whose tag '"
                            + tag
                            + "' is one of "
                            + Severity.allowed()
                            + ", not '"
                            + value
                            + "'"));
      }
    }
    return severity;
  }

  /** What {@code DescribeAlarms} says of an alarm's past is not part of its definition. */
  static void ignoreState(AlarmFields fields) {
    fields.ignore(
        "AlarmArn",
        "AlarmConfigurationUpdatedTimestamp",
        "StateValue",
        "StateReason",
        "StateReasonData",
        "StateUpdatedTimestamp",
        "StateTransitionedTimestamp",
        "EvaluationState",
        "ActionsSuppressedBy",
        "ActionsSuppressedReason");
  }

  private static AlarmCriteria criteria(AlarmFields fields, String name) {
    List<String> kinds = new ArrayList<>();
    for (String kind : List.of("MetricName", "Metrics", "EvaluationCriteria")) {
      if (fields.has(kind)) {
        kinds.add(kind);
      }
    }
    boolean describedMath =
        kinds.equals(List.of("MetricName", "Metrics")) && fields.sections("Metrics").isEmpty();
    if (kinds.size() != 1 && !describedMath) {
      throw fields.invalid(
          kinds.isEmpty() ? "MetricName" : kinds.get(kinds.size() - 1),
          "the only one of MetricName, Metrics and EvaluationCriteria that an alarm has");
    }
    return fields.has("EvaluationCriteria") ? promQl(fields) : datapoints(fields, name);
  }

  private static AlarmCriteria.PromQl promQl(AlarmFields fields) {
    for (String other :
        List.of(
            "TreatMissingData",
            "EvaluationWindow",
            "Threshold",
            "ThresholdMetricId",
            "ComparisonOperator",
            "Period",
            "Statistic",
            "ExtendedStatistic",
            "EvaluationPeriods",
            "DatapointsToAlarm")) {
      if (fields.has(other)) {
        throw fields.invalid(other, "left out, as EvaluationCriteria say it all");
      }
    }
    AlarmFields section = fields.section("EvaluationCriteria");
    AlarmFields promQl = section.section("PromQLCriteria");
    Duration interval =
        fields
            .seconds("EvaluationInterval")
            .orElseThrow(() -> fields.invalid("EvaluationInterval", "from 10 to 3600 seconds"));
    AlarmCriteria.PromQl criteria =
        promQl.made(
            "PromQLCriteria",
            () ->
                new AlarmCriteria.PromQl(
                    promQl.requiredText("Query", "a PromQL expression"),
                    promQl.seconds("PendingPeriod").orElse(Duration.ZERO),
                    promQl.seconds("RecoveryPeriod").orElse(Duration.ZERO),
                    interval));
    section.settings().refuseUnknown();
    return criteria;
  }

  private static AlarmCriteria.Datapoints datapoints(AlarmFields fields, String name) {
    if (fields.has("EvaluationInterval")) {
      throw fields.invalid("EvaluationInterval", "left out, it is for PromQL");
    }
    ComparisonOperator operator =
        fields
            .named("ComparisonOperator", ComparisonOperator::named, operators())
            .orElseThrow(() -> fields.invalid("ComparisonOperator", operators()));
    int evaluationPeriods =
        fields
            .whole("EvaluationPeriods", 1)
            .orElseThrow(() -> fields.invalid("EvaluationPeriods", "a whole number, 1 or more"));
    List<MetricQuery> queries = queries(fields);
    AlarmCriteria.Datapoints criteria =
        new AlarmCriteria.Datapoints(
            queries,
            operator,
            threshold(fields, operator),
            evaluationPeriods,
            fields.whole("DatapointsToAlarm", 1).orElse(evaluationPeriods),
            missing(fields, queries),
            fields
                .named(
                    "EvaluateLowSampleCountPercentile",
                    text ->
                        switch (text) {
                          case "evaluate", "" -> Optional.of(LowSamples.EVALUATE);
                          case "ignore" -> Optional.of(LowSamples.IGNORE);
                          default -> Optional.empty();
                        },
                    "evaluate or ignore")
                .orElse(LowSamples.EVALUATE),
            window(fields));
    MathProgram unused = fields.made("alarm '" + name + "'", () -> MathProgram.of(criteria));
    return criteria;
  }

  private static String operators() {
    return "one of " + ComparisonOperator.allowed();
  }

  private static AlarmThreshold threshold(AlarmFields fields, ComparisonOperator operator) {
    Optional<Double> fixed = fields.number("Threshold");
    Optional<String> band = fields.text("ThresholdMetricId");
    if (operator.isOfBand()) {
      if (fixed.isPresent()) {
        throw fields.invalid("Threshold", "left out, as " + operator.code() + " is of a band");
      }
      return new AlarmThreshold.Band(
          band.orElseThrow(
              () ->
                  fields.invalid(
                      "ThresholdMetricId", "the id of an ANOMALY_DETECTION_BAND expression")));
    }
    if (band.isPresent()) {
      throw fields.invalid(
          "ThresholdMetricId", "left out, as " + operator.code() + " is of a number");
    }
    return new AlarmThreshold.Fixed(
        fixed.orElseThrow(() -> fields.invalid("Threshold", "a number")));
  }

  private static MissingData missing(AlarmFields fields, List<MetricQuery> queries) {
    MissingData said =
        fields
            .named(
                "TreatMissingData",
                MissingData::named,
                "one of breaching, notBreaching, ignore, missing")
            .orElse(MissingData.MISSING);
    boolean dynamoDb =
        queries.stream()
            .anyMatch(
                query ->
                    query.source() instanceof MetricQuery.Source.OfMetric metric
                        && metric.metric().namespace().equals(DYNAMO_DB));
    return dynamoDb ? MissingData.IGNORE : said;
  }

  private static EvaluationWindow window(AlarmFields fields) {
    if (!fields.has("EvaluationWindow")) {
      return new EvaluationWindow.Sliding();
    }
    AlarmFields window = fields.section("EvaluationWindow");
    boolean sliding = window.has("SlidingWindow");
    boolean clock = window.has("WallClockWindow");
    if (sliding == clock) {
      throw fields.invalid("EvaluationWindow", "either a SlidingWindow or a WallClockWindow");
    }
    if (sliding) {
      window.section("SlidingWindow").settings().refuseUnknown();
      return new EvaluationWindow.Sliding();
    }
    return new EvaluationWindow.WallClock(window.section("WallClockWindow").zone("Timezone"));
  }

  private static List<MetricQuery> queries(AlarmFields fields) {
    if (!fields.has("MetricName")) {
      for (String other :
          List.of("Period", "Statistic", "ExtendedStatistic", "Namespace", "Unit")) {
        if (fields.has(other)) {
          throw fields.invalid(other, "left out, each of the Metrics has its own");
        }
      }
      fields.pairs("Dimensions", "Name", "Value");
      List<MetricQuery> queries = new ArrayList<>();
      fields.sections("Metrics").forEach(each -> queries.add(query(each)));
      return queries;
    }
    return List.of(MetricQuery.metric("m1", metric(fields, statistic(fields))).watched());
  }

  /** The mean if none is said, as configurations written for other interfaces leave it out. */
  private static Statistic statistic(AlarmFields fields) {
    Optional<String> plain = fields.text("Statistic");
    Optional<String> extended = fields.text("ExtendedStatistic");
    if (plain.isPresent() && extended.isPresent()) {
      throw fields.invalid("ExtendedStatistic", "left out, as Statistic is given");
    }
    plain.ifPresent(
        text -> {
          if (!isStatistic(text) || !Statistic.parse(text).isPlain()) {
            throw fields.invalid("Statistic", "one of SampleCount, Average, Sum, Minimum, Maximum");
          }
        });
    extended.ifPresent(
        text -> {
          if (!isStatistic(text) || Statistic.parse(text).isPlain()) {
            throw fields.invalid("ExtendedStatistic", "such as p90, tm90, IQM or TM(5%:95%)");
          }
        });
    return plain.or(() -> extended).map(Statistic::parse).orElse(Statistic.AVERAGE);
  }

  private static boolean isStatistic(String text) {
    try {
      Statistic unused = Statistic.parse(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static AlarmMetric metric(AlarmFields fields, Statistic statistic) {
    Duration period =
        fields
            .seconds("Period")
            .orElseThrow(() -> fields.invalid("Period", AlarmMetric.ALLOWED_PERIODS));
    if (!AlarmMetric.isPeriod(period)) {
      throw fields.invalid("Period", AlarmMetric.ALLOWED_PERIODS);
    }
    return new AlarmMetric(
        fields.text("Namespace").orElse(""),
        fields.requiredText("MetricName", "the metric's name"),
        fields.pairs("Dimensions", "Name", "Value"),
        period,
        statistic,
        fields.text("Unit").filter(unit -> !unit.toLowerCase(Locale.ROOT).equals("none")));
  }

  private static MetricQuery query(AlarmFields fields) {
    String id = fields.requiredText("Id", "an id such as m1");
    boolean ofMetric = fields.has("MetricStat");
    boolean ofMath = fields.has("Expression");
    if (ofMetric == ofMath) {
      throw fields.invalid(
          ofMetric ? "Expression" : "MetricStat", "the only one of MetricStat and Expression");
    }
    MetricQuery.Source source =
        ofMetric
            ? new MetricQuery.Source.OfMetric(stat(fields.section("MetricStat")))
            : new MetricQuery.Source.OfMath(
                fields.requiredText("Expression", "a metric math expression"),
                fields.seconds("Period"));
    fields.ignore("AccountId", "Period");
    boolean returned = fields.flag("ReturnData", true);
    MetricQuery query =
        fields.made(
            "Metrics",
            () -> new MetricQuery(id, source, fields.text("Label").orElse(""), returned));
    fields.settings().refuseUnknown();
    return query;
  }

  private static AlarmMetric stat(AlarmFields fields) {
    AlarmFields named = fields.section("Metric");
    String statistic = fields.requiredText("Stat", Statistic.ALLOWED);
    if (!isStatistic(statistic)) {
      throw fields.invalid("Stat", "one of " + Statistic.ALLOWED);
    }
    Duration period =
        fields
            .seconds("Period")
            .filter(AlarmMetric::isPeriod)
            .orElseThrow(() -> fields.invalid("Period", AlarmMetric.ALLOWED_PERIODS));
    return new AlarmMetric(
        named.text("Namespace").orElse(""),
        named.requiredText("MetricName", "the metric's name"),
        named.pairs("Dimensions", "Name", "Value"),
        period,
        Statistic.parse(statistic),
        fields.text("Unit"));
  }
}
