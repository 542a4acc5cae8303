package io.kaldrix.monitor.api.rule;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One of the metrics that an alarm reads, or one of the expressions that it makes of them: {@code
 * MetricDataQuery}.
 *
 * @param id what expressions call it, {@code [a-z][A-Za-z0-9_]*}
 * @param source where its datapoints come from
 * @param label what people call it, may be empty
 * @param returnsData whether it is what the alarm watches
 */
public record MetricQuery(String id, Source source, String label, boolean returnsData) {

  /** What an id may look like. */
  public static final String ID_PATTERN = "[a-z][A-Za-z0-9_]{0,254}";

  private static final Pattern ID = Pattern.compile(ID_PATTERN);

  /** Where datapoints come from. */
  public sealed interface Source {

    /** A metric. */
    record OfMetric(AlarmMetric metric) implements Source {}

    /**
     * Metric math.
     *
     * @param expression such as {@code 100 * errors / requests}
     * @param period of its datapoints, if no metric says it
     */
    record OfMath(String expression, Optional<Duration> period) implements Source {}
  }

  /** Creates a query. */
  public MetricQuery {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException("metric id is '" + id + "', must look like " + ID_PATTERN);
    }
  }

  /** Returns a query of a metric that expressions use. */
  public static MetricQuery metric(String id, AlarmMetric metric) {
    return new MetricQuery(id, new Source.OfMetric(metric), "", false);
  }

  /** Returns an expression that other expressions use, or a band. */
  public static MetricQuery math(String id, String expression) {
    return new MetricQuery(id, new Source.OfMath(expression, Optional.empty()), "", false);
  }

  /** Returns this query as the one that the alarm watches. */
  public MetricQuery watched() {
    return new MetricQuery(id, source, label, true);
  }
}
