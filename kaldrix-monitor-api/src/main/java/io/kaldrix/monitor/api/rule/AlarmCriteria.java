package io.kaldrix.monitor.api.rule;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** When a metric alarm is in alarm. */
public sealed interface AlarmCriteria {

  /**
   * Datapoints of a metric, or of an expression over metrics, that are outside a threshold.
   *
   * @param queries up to 100 metrics and expressions, of which up to 10 metrics, all of one period
   * @param operator how a datapoint is compared
   * @param threshold with what
   * @param evaluationPeriods how many datapoints are looked at, 1 or more
   * @param datapointsToAlarm how many of them must be outside, 1 to {@code evaluationPeriods}
   * @param missing what a missing datapoint is taken for
   * @param lowSamples what happens if a percentile has few samples
   * @param window where periods begin
   */
  record Datapoints(
      List<MetricQuery> queries,
      ComparisonOperator operator,
      AlarmThreshold threshold,
      int evaluationPeriods,
      int datapointsToAlarm,
      MissingData missing,
      LowSamples lowSamples,
      EvaluationWindow window)
      implements AlarmCriteria {

    /** The most metrics that one alarm may read. */
    public static final int MOST_METRICS = 10;

    /** The most metrics and expressions together. */
    public static final int MOST_QUERIES = 100;

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Set<Duration> OF_THE_CLOCK =
        Set.of(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofHours(1), DAY, WEEK);

    /** Creates criteria. */
    public Datapoints {
      queries = List.copyOf(queries);
      if (evaluationPeriods < 1) {
        throw new IllegalArgumentException(
            "EvaluationPeriods is " + evaluationPeriods + ", must be 1 or more");
      }
      if (datapointsToAlarm < 1 || datapointsToAlarm > evaluationPeriods) {
        throw new IllegalArgumentException(
            "DatapointsToAlarm is "
                + datapointsToAlarm
                + ", must be from 1 to EvaluationPeriods, which is "
                + evaluationPeriods);
      }
      if (operator.isOfBand() != (threshold instanceof AlarmThreshold.Band)) {
        throw new IllegalArgumentException(
            "ComparisonOperator is "
                + operator.code()
                + ", which compares with "
                + (operator.isOfBand()
                    ? "a band and needs ThresholdMetricId"
                    : "a number and needs Threshold"));
      }
      checkQueries(queries, threshold);
      checkPeriods(periodOf(queries), evaluationPeriods, window);
    }

    private static void checkQueries(List<MetricQuery> queries, AlarmThreshold threshold) {
      Set<String> ids = new HashSet<>();
      int metrics = 0;
      for (MetricQuery query : queries) {
        if (!ids.add(query.id())) {
          throw new IllegalArgumentException("metric id '" + query.id() + "' is given twice");
        }
        metrics += query.source() instanceof MetricQuery.Source.OfMetric ? 1 : 0;
      }
      if (queries.size() > MOST_QUERIES) {
        throw new IllegalArgumentException(
            "alarm has " + queries.size() + " Metrics, must have " + MOST_QUERIES + " or fewer");
      }
      if (metrics > MOST_METRICS) {
        throw new IllegalArgumentException(
            "alarm reads " + metrics + " metrics, must be " + MOST_METRICS + " or fewer");
      }
      if (threshold instanceof AlarmThreshold.Band band && !ids.contains(band.id())) {
        throw new IllegalArgumentException(
            "ThresholdMetricId is '" + band.id() + "', must be the id of one of the Metrics");
      }
      long watched = queries.stream().filter(query -> isWatched(query, threshold)).count();
      if (watched != 1) {
        throw new IllegalArgumentException(
            watched
                + " of the Metrics have ReturnData true, must be exactly one"
                + (threshold instanceof AlarmThreshold.Band ? " beside the band" : ""));
      }
    }

    private static boolean isWatched(MetricQuery query, AlarmThreshold threshold) {
      return query.returnsData()
          && !(threshold instanceof AlarmThreshold.Band band && band.id().equals(query.id()));
    }

    private static Duration periodOf(List<MetricQuery> queries) {
      Duration found = Duration.ZERO;
      for (MetricQuery query : queries) {
        Optional<Duration> period =
            query.source() instanceof MetricQuery.Source.OfMetric metric
                ? Optional.of(metric.metric().period())
                : query.source() instanceof MetricQuery.Source.OfMath math
                    ? math.period()
                    : Optional.empty();
        if (period.isPresent() && !found.isZero() && !found.equals(period.get())) {
          throw new IllegalArgumentException(
              "metric '"
                  + query.id()
                  + "' has period "
                  + period.get()
                  + ", must be "
                  + found
                  + " as the others of the alarm");
        }
        found = period.orElse(found);
      }
      if (found.isZero()) {
        throw new IllegalArgumentException("no metric of the alarm has a Period");
      }
      if (!AlarmMetric.isPeriod(found)) {
        throw new IllegalArgumentException(
            "Period is " + found + ", must be " + AlarmMetric.ALLOWED_PERIODS);
      }
      return found;
    }

    private static void checkPeriods(Duration period, int count, EvaluationWindow window) {
      Duration most = period.compareTo(Duration.ofHours(1)) < 0 ? DAY : WEEK;
      if (count > most.toSeconds() / period.toSeconds()) {
        throw new IllegalArgumentException(
            "Period × EvaluationPeriods is "
                + period.toSeconds()
                + " × "
                + count
                + " seconds, must be "
                + most.toSeconds()
                + " or less");
      }
      if (window instanceof EvaluationWindow.WallClock && !OF_THE_CLOCK.contains(period)) {
        throw new IllegalArgumentException(
            "Period is "
                + period.toSeconds()
                + ", with a WallClockWindow it must be 60, 300, 3600, 86400 or 604800");
      }
    }

    /** Returns what one datapoint stands for. */
    public Duration period() {
      return periodOf(queries);
    }

    /** Returns what the alarm watches. */
    public MetricQuery watched() {
      return queries.stream()
          .filter(query -> isWatched(query, threshold))
          .findFirst()
          .orElseThrow();
    }
  }

  /**
   * Series that a PromQL expression returns: each is a contributor of its own.
   *
   * @param expression returns an instant vector; each of its samples is in breach
   * @param pending how long a contributor must be in breach before it alarms
   * @param recovery how long it must be gone before it has recovered
   * @param interval time between evaluations, 10 seconds to an hour
   */
  record PromQl(String expression, Duration pending, Duration recovery, Duration interval)
      implements AlarmCriteria {

    private static final int LONGEST_EXPRESSION = 10_000;

    /** Creates criteria. */
    public PromQl {
      if (expression.isBlank() || expression.length() > LONGEST_EXPRESSION) {
        throw new IllegalArgumentException(
            "Query has "
                + expression.length()
                + " characters, must be from 1 to "
                + LONGEST_EXPRESSION
                + " and not blank");
      }
      check("PendingPeriod", pending, 0, 86_400);
      check("RecoveryPeriod", recovery, 0, 86_400);
      check("EvaluationInterval", interval, 10, 3_600);
    }

    private static void check(String name, Duration duration, long least, long most) {
      if (duration.compareTo(Duration.ofSeconds(least)) < 0
          || duration.compareTo(Duration.ofSeconds(most)) > 0) {
        throw new IllegalArgumentException(
            name + " is " + duration + ", must be from " + least + " to " + most + " seconds");
      }
    }
  }
}
