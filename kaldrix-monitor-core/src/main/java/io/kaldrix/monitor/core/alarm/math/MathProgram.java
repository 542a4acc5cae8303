package io.kaldrix.monitor.core.alarm.math;

import io.kaldrix.monitor.api.plugin.NearestName;
import io.kaldrix.monitor.api.rule.AlarmCriteria;
import io.kaldrix.monitor.api.rule.AlarmMetric;
import io.kaldrix.monitor.api.rule.AlarmThreshold;
import io.kaldrix.monitor.api.rule.MetricQuery;
import io.kaldrix.monitor.core.alarm.Periods;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The metrics and expressions of one alarm, read and checked. May be shared between threads. */
public final class MathProgram {

  private final Map<String, MetricQuery> queries = new LinkedHashMap<>();
  private final Map<String, MathNode> expressions = new HashMap<>();
  private final String watched;
  private final AlarmThreshold threshold;

  private MathProgram(AlarmCriteria.Datapoints criteria) {
    for (MetricQuery query : criteria.queries()) {
      queries.put(query.id(), query);
      if (query.source() instanceof MetricQuery.Source.OfMath math) {
        try {
          expressions.put(query.id(), MathParser.parse(math.expression()));
        } catch (MathException e) {
          throw named(query.id(), e);
        }
      }
    }
    this.watched = criteria.watched().id();
    this.threshold = criteria.threshold();
  }

  /**
   * The datapoints of an alarm and what they are compared with, one for each period, {@code NaN}
   * where there is none.
   *
   * @param lower the threshold, or the band's lower edge
   * @param upper the threshold, or the band's upper edge
   */
  @SuppressWarnings("ArrayRecordComponent") // read at once and let go
  public record Watched(double[] values, double[] lower, double[] upper) {}

  /**
   * Reads an alarm's expressions.
   *
   * @throws IllegalArgumentException if one is wrong
   */
  public static MathProgram of(AlarmCriteria.Datapoints criteria) {
    MathProgram program = new MathProgram(criteria);
    Map<String, MathType> types = new HashMap<>();
    for (String id : program.queries.keySet()) {
      program.type(id, types, new LinkedHashSet<>());
    }
    MathType type = types.getOrDefault(program.watched, MathType.SERIES);
    if (type != MathType.SERIES) {
      throw new IllegalArgumentException(
          "metric '"
              + program.watched
              + "' is "
              + type
              + ", must be one time series"
              + (type == MathType.SCALAR ? "; TIME_SERIES() makes one of a number" : ""));
    }
    if (program.threshold instanceof AlarmThreshold.Band band && !program.isBand(band.id())) {
      throw new IllegalArgumentException(
          "ThresholdMetricId is '" + band.id() + "', must be an ANOMALY_DETECTION_BAND expression");
    }
    return program;
  }

  private boolean isBand(String id) {
    return expressions.get(id) instanceof MathNode.Call call
        && call.function().equals("ANOMALY_DETECTION_BAND");
  }

  private MathType type(String id, Map<String, MathType> types, Set<String> open) {
    MathType known = types.get(id);
    MathNode expression = expressions.get(id);
    if (known != null || expression == null) {
      MathType type = known == null ? MathType.SERIES : known;
      types.put(id, type);
      return type;
    }
    open.add(id);
    String text = expressionOf(id);
    MathType type;
    try {
      type =
          MathTyping.of(
              text,
              expression,
              reference -> {
                refuseUnknown(text, reference, open);
                return type(reference.id(), types, open);
              });
    } catch (MathException e) {
      throw named(id, e);
    }
    open.remove(id);
    types.put(id, type);
    return type;
  }

  private void refuseUnknown(String text, MathNode.Reference reference, Set<String> open) {
    if (!queries.containsKey(reference.id())) {
      throw new MathException(
          text,
          reference.offset(),
          "there is no metric '"
              + reference.id()
              + "', there are "
              + String.join(", ", queries.keySet())
              + NearestName.hint(reference.id(), queries.keySet()));
    }
    if (open.contains(reference.id())) {
      throw new MathException(
          text, reference.offset(), "'" + reference.id() + "' is calculated from itself");
    }
  }

  private String expressionOf(String id) {
    MetricQuery query = queries.get(id);
    return query != null && query.source() instanceof MetricQuery.Source.OfMath math
        ? math.expression()
        : id;
  }

  private static IllegalArgumentException named(String id, MathException e) {
    return new IllegalArgumentException(
        "expression of metric '" + id + "': " + String.valueOf(e.getMessage()), e);
  }

  /** Returns the metrics that are read. */
  public List<AlarmMetric> metrics() {
    return queries.values().stream()
        .map(MetricQuery::source)
        .filter(MetricQuery.Source.OfMetric.class::isInstance)
        .map(source -> ((MetricQuery.Source.OfMetric) source).metric())
        .toList();
  }

  /** Returns what the alarm watches. */
  public Watched evaluate(MathInputs inputs, Periods periods) {
    MathEvaluation evaluation = new MathEvaluation(queries, expressions, inputs, periods);
    double[] values = ((MathValue.Series) evaluation.ofId(watched)).values();
    if (threshold instanceof AlarmThreshold.Band band) {
      List<MathValue.Series> edges = ((MathValue.Array) evaluation.ofId(band.id())).series();
      return new Watched(values, edges.get(1).values(), edges.get(0).values());
    }
    double fixed = threshold instanceof AlarmThreshold.Fixed number ? number.value() : Double.NaN;
    double[] constant = PointFunctions.constant(fixed, periods.count());
    return new Watched(values, constant, constant);
  }
}
