package io.kaldrix.monitor.core.alarm.math;

import io.kaldrix.monitor.api.rule.AlarmMetric;
import io.kaldrix.monitor.api.rule.MetricQuery;
import io.kaldrix.monitor.core.alarm.Periods;
import io.kaldrix.monitor.core.alarm.band.Expectation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;

/** One evaluation of a program over some periods. For one thread, once. */
final class MathEvaluation {

  private static final double USUAL_DEVIATIONS = 2;

  private final Map<String, MetricQuery> queries;
  private final Map<String, MathNode> expressions;
  private final MathInputs inputs;
  private final Periods periods;
  private final Map<String, MathValue> known = new HashMap<>();

  MathEvaluation(
      Map<String, MetricQuery> queries,
      Map<String, MathNode> expressions,
      MathInputs inputs,
      Periods periods) {
    this.queries = queries;
    this.expressions = expressions;
    this.inputs = inputs;
    this.periods = periods;
  }

  /** Returns what stands behind an id; the program knows all ids and that none goes in circles. */
  MathValue ofId(String id) {
    MathValue value = known.get(id);
    if (value == null) {
      MathNode expression = expressions.get(id);
      MetricQuery query = queries.get(id);
      if (expression != null) {
        value = of(expression);
      } else if (query != null && query.source() instanceof MetricQuery.Source.OfMetric metric) {
        value = new MathValue.Series(id, inputs.datapoints(metric.metric(), periods));
      } else {
        throw new IllegalArgumentException("there is no metric '" + id + "'");
      }
      known.put(id, value);
    }
    return value;
  }

  private MathValue of(MathNode node) {
    if (node instanceof MathNode.Literal literal) {
      return new MathValue.Scalar(literal.value());
    }
    if (node instanceof MathNode.Text text) {
      return new MathValue.Text(text.value());
    }
    if (node instanceof MathNode.Word word) {
      return new MathValue.Text(word.name());
    }
    if (node instanceof MathNode.Reference reference) {
      return ofId(reference.id());
    }
    if (node instanceof MathNode.Negation negation) {
      return each(of(negation.operand()), values -> PointFunctions.map(values, v -> -v));
    }
    if (node instanceof MathNode.Binary binary) {
      return binary(
          PointFunctions.operator(binary.operator()), of(binary.left()), of(binary.right()));
    }
    if (node instanceof MathNode.ListOf list) {
      List<MathValue.Series> series = new ArrayList<>();
      list.elements().forEach(element -> series.addAll(array(of(element))));
      return new MathValue.Array(series);
    }
    return call((MathNode.Call) node);
  }

  /** Makes values of values. */
  private interface Points {
    double[] of(double[] values);
  }

  private static MathValue each(MathValue value, Points points) {
    if (value instanceof MathValue.Scalar scalar) {
      return new MathValue.Scalar(points.of(new double[] {scalar.value()})[0]);
    }
    if (value instanceof MathValue.Series series) {
      return new MathValue.Series(series.label(), points.of(series.values()));
    }
    return new MathValue.Array(
        array(value).stream()
            .map(series -> new MathValue.Series(series.label(), points.of(series.values())))
            .toList());
  }

  private MathValue binary(DoubleBinaryOperator operator, MathValue left, MathValue right) {
    if (left instanceof MathValue.Scalar a && right instanceof MathValue.Scalar b) {
      double value = PointFunctions.finite(operator.applyAsDouble(a.value(), b.value()));
      return new MathValue.Scalar(
          Double.isNaN(a.value()) || Double.isNaN(b.value()) ? Double.NaN : value);
    }
    if (right instanceof MathValue.Scalar b) {
      return each(left, values -> PointFunctions.map(values, a -> apply(operator, a, b.value())));
    }
    if (left instanceof MathValue.Scalar a) {
      return each(right, values -> PointFunctions.map(values, b -> apply(operator, a.value(), b)));
    }
    if (left instanceof MathValue.Series a) {
      return each(right, values -> PointFunctions.combine(operator, a.values(), values));
    }
    double[] b = values(right);
    return each(left, values -> PointFunctions.combine(operator, values, b));
  }

  private static double apply(DoubleBinaryOperator operator, double a, double b) {
    return Double.isNaN(a) || Double.isNaN(b) ? Double.NaN : operator.applyAsDouble(a, b);
  }

  private MathValue call(MathNode.Call call) {
    String name = call.function();
    if (name.equals("ANOMALY_DETECTION_BAND")) {
      return band(call);
    }
    List<MathValue> arguments = call.arguments().stream().map(this::of).toList();
    if (MathFunctions.PER_POINT.contains(name)) {
      return each(arguments.get(0), values -> PointFunctions.perPoint(name, values, periods));
    }
    if (MathFunctions.AGGREGATES.contains(name)) {
      return aggregate(name, arguments.get(0));
    }
    if (MathFunctions.OF_TIME.contains(name)) {
      return new MathValue.Series(name, PointFunctions.ofTime(name, periods));
    }
    return switch (name) {
      case "METRIC_COUNT" -> new MathValue.Scalar(array(arguments.get(0)).size());
      case "METRICS" -> metrics(arguments.isEmpty() ? "" : text(arguments.get(0)));
      case "FIRST" -> at(array(arguments.get(0)), 0);
      case "LAST" -> at(array(arguments.get(0)), array(arguments.get(0)).size() - 1);
      case "SLICE" -> slice(arguments);
      case "REMOVE_EMPTY" ->
          new MathValue.Array(
              array(arguments.get(0)).stream()
                  .filter(s -> PointFunctions.aggregate("DATAPOINT_COUNT", s.values()) > 0)
                  .toList());
      case "SORT" -> sort(arguments);
      case "FILL" -> fill(arguments);
      case "IF" -> choose(arguments);
      case "PERIOD" -> new MathValue.Scalar(periods.length().toSeconds());
      case "TIME_SERIES" -> new MathValue.Series(name, values(arguments.get(0)));
      default -> throw new IllegalStateException("function " + name + " is not evaluated");
    };
  }

  private MathValue aggregate(String name, MathValue argument) {
    if (argument instanceof MathValue.Series series) {
      return new MathValue.Scalar(PointFunctions.aggregate(name, series.values()));
    }
    List<MathValue.Series> series = array(argument);
    double[] aggregated = new double[periods.count()];
    for (int i = 0; i < aggregated.length; i++) {
      int point = i;
      aggregated[i] =
          PointFunctions.aggregate(
              name, series.stream().mapToDouble(one -> one.values()[point]).toArray());
    }
    return new MathValue.Series(name, aggregated);
  }

  private MathValue metrics(String part) {
    List<MathValue.Series> found = new ArrayList<>();
    for (MetricQuery query : queries.values()) {
      if (query.source() instanceof MetricQuery.Source.OfMetric metric
          && (query.id().contains(part)
              || query.label().contains(part)
              || metric.metric().name().contains(part))) {
        found.add((MathValue.Series) ofId(query.id()));
      }
    }
    return new MathValue.Array(found);
  }

  private MathValue at(List<MathValue.Series> series, int index) {
    return index >= 0 && index < series.size()
        ? series.get(index)
        : new MathValue.Series("", PointFunctions.constant(Double.NaN, periods.count()));
  }

  private static MathValue slice(List<MathValue> arguments) {
    List<MathValue.Series> series = array(arguments.get(0));
    int from = index(arguments.get(1), series.size());
    int to = arguments.size() > 2 ? index(arguments.get(2), series.size()) : series.size();
    return new MathValue.Array(from < to ? series.subList(from, to) : List.of());
  }

  private static int index(MathValue value, int size) {
    double index = ((MathValue.Scalar) value).value();
    return (int) Math.max(0, Math.min(size, index));
  }

  /** Sorts by an aggregate of each series; those without datapoints come last. */
  private static MathValue sort(List<MathValue> arguments) {
    String key = text(arguments.get(1));
    Comparator<MathValue.Series> order =
        Comparator.comparingDouble(series -> PointFunctions.aggregate(key, series.values()));
    boolean descending = text(arguments.get(2)).equals("DESC");
    List<MathValue.Series> sorted =
        array(arguments.get(0)).stream()
            .sorted(
                Comparator.<MathValue.Series, Boolean>comparing(
                        series -> Double.isNaN(PointFunctions.aggregate(key, series.values())))
                    .thenComparing(descending ? order.reversed() : order))
            .toList();
    int most = arguments.size() > 3 ? index(arguments.get(3), sorted.size()) : sorted.size();
    return new MathValue.Array(sorted.subList(0, most));
  }

  private MathValue fill(List<MathValue> arguments) {
    if (arguments.get(1) instanceof MathValue.Text way) {
      return each(
          arguments.get(0),
          way.text().equals("REPEAT") ? PointFunctions::repeat : PointFunctions::line);
    }
    double[] others = values(arguments.get(1));
    return each(arguments.get(0), values -> PointFunctions.with(values, others));
  }

  private MathValue choose(List<MathValue> arguments) {
    boolean scalars = arguments.stream().allMatch(MathValue.Scalar.class::isInstance);
    double[] otherwise =
        arguments.size() > 2
            ? values(arguments.get(2))
            : PointFunctions.constant(Double.NaN, periods.count());
    double[] chosen =
        PointFunctions.choose(values(arguments.get(0)), values(arguments.get(1)), otherwise);
    return scalars ? new MathValue.Scalar(chosen[0]) : new MathValue.Series("IF", chosen);
  }

  private MathValue band(MathNode.Call call) {
    MathNode argument = call.arguments().get(0);
    double deviations =
        call.arguments().size() > 1
            ? ((MathValue.Scalar) of(call.arguments().get(1))).value()
            : USUAL_DEVIATIONS;
    Optional<Expectation> expectation =
        inputs.expectation(
            key(argument),
            metric(argument),
            past -> new MathEvaluation(queries, expressions, inputs, past).valuesOf(argument),
            periods);
    double[] upper = PointFunctions.constant(Double.NaN, periods.count());
    double[] lower = upper.clone();
    expectation.ifPresent(
        expected -> {
          for (int i = 0; i < upper.length; i++) {
            upper[i] = expected.upper(periods.bound(i), deviations);
            lower[i] = expected.lower(periods.bound(i), deviations);
          }
        });
    return new MathValue.Array(
        List.of(new MathValue.Series("upper", upper), new MathValue.Series("lower", lower)));
  }

  private static String key(MathNode argument) {
    return argument instanceof MathNode.Reference reference ? reference.id() : argument.toString();
  }

  private Optional<AlarmMetric> metric(MathNode argument) {
    MetricQuery query =
        argument instanceof MathNode.Reference reference ? queries.get(reference.id()) : null;
    return query != null && query.source() instanceof MetricQuery.Source.OfMetric metric
        ? Optional.of(metric.metric())
        : Optional.empty();
  }

  private double[] valuesOf(MathNode node) {
    return values(of(node));
  }

  private double[] values(MathValue value) {
    return value instanceof MathValue.Scalar scalar
        ? PointFunctions.constant(scalar.value(), periods.count())
        : ((MathValue.Series) value).values();
  }

  private static List<MathValue.Series> array(MathValue value) {
    return value instanceof MathValue.Series series
        ? List.of(series)
        : ((MathValue.Array) value).series();
  }

  private static String text(MathValue value) {
    return ((MathValue.Text) value).text();
  }
}
