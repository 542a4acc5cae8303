package io.kaldrix.monitor.core.query.eval;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.core.query.ast.Aggregation;
import io.kaldrix.monitor.core.query.ast.Aggregator;
import io.kaldrix.monitor.core.query.ast.Expression;
import io.kaldrix.monitor.core.query.ast.Grouping;
import io.kaldrix.monitor.core.query.ast.NumberText;
import io.kaldrix.monitor.core.query.ast.QuotedText;
import io.kaldrix.monitor.core.query.histogram.NativeHistogram;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What one aggregation makes of a vector. */
final class Aggregations {

  private static final double TWO_TO_THE_63 = 0x1p63;
  private static final double TWO_TO_THE_64 = 0x1p64;

  private final Run run;
  private final Aggregation aggregation;
  private final Grouping grouping;

  Aggregations(Run run, Aggregation aggregation) {
    this.run = run;
    this.aggregation = aggregation;
    this.grouping = aggregation.grouping();
  }

  /** Aggregates, given what the parameter, if there is one, and the operand evaluate to. */
  Value apply(List<Value> operands, long atMillis) {
    List<Element> elements = ((Value.Vector) operands.get(operands.size() - 1)).elements();
    Value first = operands.get(0);
    return switch (aggregation.aggregator()) {
      case TOPK -> selected(floats(elements), first, Optional.of(Sorting.greatestFirst()));
      case BOTTOMK -> selected(floats(elements), first, Optional.of(Sorting.leastFirst()));
      case LIMITK -> selected(elements, first, Optional.empty());
      case LIMIT_RATIO -> share(elements, ((Value.Scalar) first).value());
      case COUNT_VALUES -> counted(elements, ((Value.Text) first).value(), atMillis);
      case QUANTILE -> {
        double q = ((Value.Scalar) first).value();
        if (!(q >= 0 && q <= 1)) {
          run.annotations()
              .warn(aggregation.children().get(0), HistogramQuantile.invalidQuantile(q));
        }
        yield reduced(floats(elements), atMillis, values -> Quantiles.quantile(q, values));
      }
      case SUM, AVG -> added(elements, atMillis);
      case COUNT, GROUP -> reduced(elements, atMillis, this::reduce);
      default -> reduced(floats(elements), atMillis, this::reduce);
    };
  }

  /** Returns the elements that are numbers, and says so if that leaves others out. */
  private List<Element> floats(List<Element> elements) {
    if (elements.stream().noneMatch(Element::isHistogram)) {
      return elements;
    }
    notices().ignoredInAggregation(aggregation.aggregator().label());
    return elements.stream().filter(element -> !element.isHistogram()).toList();
  }

  private Notices notices() {
    return new Notices(run.annotations(), aggregation.operand());
  }

  private double reduce(double[] values) {
    Aggregator aggregator = aggregation.aggregator();
    return switch (aggregator) {
      case SUM -> Statistics.sum(values);
      case AVG -> Statistics.mean(values);
      case COUNT -> values.length;
      case MIN -> Statistics.least(values);
      case MAX -> Statistics.greatest(values);
      case GROUP -> 1;
      case STDVAR -> Statistics.variance(values);
      case STDDEV -> Math.sqrt(Statistics.variance(values));
      default -> throw new IllegalStateException(aggregator + " takes a parameter");
    };
  }

  // ---- groups

  private static final class Group {
    private final List<Element> members = new ArrayList<>();
    private boolean nameless;

    Element element(Labels labels, long atMillis, double value) {
      return new Element(labels, nameless, atMillis, value);
    }

    double[] values() {
      return members.stream().mapToDouble(Element::value).toArray();
    }
  }

  private Labels groupOf(Labels labels) {
    return MatchedLabels.group(grouping, labels);
  }

  private Map<Labels, Group> groups(List<Element> elements) {
    Map<Labels, Group> groups = new LinkedHashMap<>();
    for (Element element : elements) {
      Group group = groups.computeIfAbsent(groupOf(element.labels()), labels -> new Group());
      group.members.add(element);
      group.nameless |= element.nameless();
    }
    return groups;
  }

  private interface Reduction {
    double of(double[] values);
  }

  private Value reduced(List<Element> elements, long atMillis, Reduction reduction) {
    List<Element> results = new ArrayList<>();
    groups(elements)
        .forEach(
            (labels, group) ->
                results.add(group.element(labels, atMillis, reduction.of(group.values()))));
    return new Value.Vector(results);
  }

  /** Adds up either numbers or histograms; a group of both is left out. */
  private Value added(List<Element> elements, long atMillis) {
    List<Element> results = new ArrayList<>();
    groups(elements)
        .forEach(
            (labels, group) -> {
              List<NativeHistogram> histograms = new ArrayList<>();
              group.members.forEach(member -> member.asHistogram().ifPresent(histograms::add));
              if (histograms.isEmpty()) {
                results.add(group.element(labels, atMillis, reduce(group.values())));
              } else if (histograms.size() < group.members.size()) {
                notices().mixedAggregation();
              } else {
                boolean mean = aggregation.aggregator() == Aggregator.AVG;
                Optional<NativeHistogram> sum = HistogramFunctions.sum(histograms, notices(), mean);
                if (sum.isEmpty()) {
                  notices().mixedBuckets(group.members.get(0).labels());
                }
                sum.map(group.element(labels, atMillis, 0)::withHistogram).ifPresent(results::add);
              }
            });
    return new Value.Vector(results);
  }

  // ---- aggregators of their own kind

  private Value selected(
      List<Element> elements, Value parameter, Optional<Comparator<Element>> order) {
    double k = ((Value.Scalar) parameter).value();
    if (Double.isNaN(k)) {
      throw run.error(aggregation.children().get(0), "Parameter value is NaN");
    }
    if (k >= TWO_TO_THE_63 || k <= -TWO_TO_THE_63) {
      throw run.error(
          aggregation.children().get(0),
          "Scalar value " + NumberText.of(k) + (k > 0 ? " overflows" : " underflows") + " int64");
    }
    if (k < 1) {
      return Value.Vector.EMPTY;
    }
    List<Element> results = new ArrayList<>();
    for (Group group : groups(elements).values()) {
      Stream<Element> members = group.members.stream();
      order.map(members::sorted).orElse(members).limit((long) k).forEach(results::add);
    }
    return new Value.Vector(results);
  }

  /** Draws lots by the series' labels, so that a series is in or out at all instants. */
  private Value share(List<Element> elements, double ratio) {
    Expression parameter = aggregation.children().get(0);
    if (Double.isNaN(ratio)) {
      throw run.error(parameter, "Ratio value is NaN");
    }
    double capped = Math.max(-1, Math.min(1, ratio));
    if (capped != ratio) {
      run.annotations()
          .warn(
              parameter,
              "ratio value should be between -1 and 1, got "
                  + NumberText.of(ratio)
                  + ", capping to "
                  + NumberText.of(capped));
    }
    List<Element> results = new ArrayList<>();
    for (Element element : elements) {
      long hash = LabelHash.of(element.labels());
      double lot = ((hash >>> 1) * 2.0 + (hash & 1)) / TWO_TO_THE_64; // from 0 to 1
      boolean drawn = capped >= 0 ? lot < capped : lot >= 1 + capped;
      if (drawn) {
        results.add(element);
      }
    }
    return new Value.Vector(results);
  }

  private Value counted(List<Element> elements, String label, long atMillis) {
    if (label.isEmpty() || !QuotedText.isValid(label)) {
      throw run.error(
          aggregation.children().get(0), "invalid label name " + QuotedText.quote(label));
    }
    Map<Labels, Integer> counts = new LinkedHashMap<>();
    for (Element element : elements) {
      String value =
          element
              .asHistogram()
              .map(NativeHistogram::toString)
              .orElseGet(() -> NumberText.plain(element.value()));
      Labels labels = element.labels().with(label, value);
      Labels group = grouping.without() ? groupOf(labels) : groupOf(labels).with(label, value);
      counts.merge(group, 1, Integer::sum);
    }
    List<Element> results = new ArrayList<>();
    counts.forEach((labels, count) -> results.add(Element.of(labels, atMillis, count)));
    return new Value.Vector(results);
  }
}
