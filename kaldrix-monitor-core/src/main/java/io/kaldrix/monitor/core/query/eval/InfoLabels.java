package io.kaldrix.monitor.core.query.eval;

import io.kaldrix.monitor.api.label.Label;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.label.Matcher;
import io.kaldrix.monitor.core.pattern.AnchoredPattern;
import io.kaldrix.monitor.core.query.ast.Expression;
import io.kaldrix.monitor.core.query.ast.InfoSelector;
import io.kaldrix.monitor.core.query.ast.MatrixSelector;
import io.kaldrix.monitor.core.query.ast.Subquery;
import io.kaldrix.monitor.core.query.ast.VectorSelector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * {@code info(v, {…})}: adds the labels of info series, such as {@code target_info}, to the
 * elements of the same instance and job, as of when the elements' own samples are looked at.
 */
final class InfoLabels {

  private static final List<String> IDENTIFYING = List.of("instance", "job");

  private final Invocation call;
  private final InfoSelector selector;
  private final long referenceMillis;

  private InfoLabels(Invocation call) {
    this.call = call;
    this.selector = InfoSelector.of(call.call());
    this.referenceMillis = referenceMillis(call.run(), call.argument(0), call.atMillis());
  }

  static Value add(Invocation call) {
    return new InfoLabels(call).added();
  }

  /** Returns when the first selector of an expression looks. */
  static long referenceMillis(Run run, Expression expression, long atMillis) {
    return firstSelector(run, expression, atMillis).orElse(atMillis);
  }

  private static OptionalLong firstSelector(Run run, Expression expression, long atMillis) {
    if (expression instanceof VectorSelector selector) {
      return OptionalLong.of(run.shifted(selector.shift(), atMillis));
    }
    if (expression instanceof MatrixSelector matrix) {
      return OptionalLong.of(run.shifted(matrix.selector().shift(), atMillis));
    }
    long inner =
        expression instanceof Subquery subquery
            ? run.shifted(subquery.shift(), atMillis)
            : atMillis;
    for (Expression child : expression.children()) {
      OptionalLong found = firstSelector(run, child, inner);
      if (found.isPresent()) {
        return found;
      }
    }
    return OptionalLong.empty();
  }

  private Value added() {
    List<Element> base = call.vector(0);
    Map<String, Map<Labels, Element>> infos = infos(base);
    boolean mayLack = selector.labels().stream().allMatch(matcher -> accepts(matcher, ""));
    List<Element> results = new ArrayList<>();
    for (Element element : base) {
      if (isInfo(element)) {
        results.add(at(element, element.labels()));
        continue;
      }
      Labels key = element.labels().keep(IDENTIFYING);
      List<Element> matching = new ArrayList<>();
      for (Map<Labels, Element> metric : infos.values()) {
        Optional.ofNullable(metric.get(key)).ifPresent(matching::add);
      }
      if (!matching.isEmpty()) {
        results.add(at(element, enriched(element.labels(), matching)));
      } else if (mayLack) {
        results.add(at(element, element.labels()));
      }
    }
    return new Value.Vector(results);
  }

  private Element at(Element element, Labels labels) {
    return element.withLabels(labels).at(call.atMillis());
  }

  /** Returns whether an element is itself of a series that labels are taken from. */
  private boolean isInfo(Element element) {
    String name = element.labels().metricName();
    return selector.namesSources()
        && selector.names().stream().allMatch(matcher -> accepts(matcher, name));
  }

  /** Returns the info series' elements by metric and identifying labels, the newest of each. */
  private Map<String, Map<Labels, Element>> infos(List<Element> base) {
    Map<String, Set<String>> wanted = new HashMap<>();
    for (Element element : base) {
      for (String name : IDENTIFYING) {
        String value = element.labels().value(name);
        if (!value.isEmpty() && !isInfo(element)) {
          wanted.computeIfAbsent(name, n -> new HashSet<>()).add(value);
        }
      }
    }
    Map<String, Map<Labels, Element>> infos = new TreeMap<>();
    if (wanted.isEmpty()) {
      return infos;
    }
    List<SampleSeries> series = call.selections().of(call.call());
    for (Element info : Newest.of(call.run().rules(), series, referenceMillis)) {
      boolean asked =
          wanted.entrySet().stream()
              .allMatch(entry -> entry.getValue().contains(info.labels().value(entry.getKey())));
      if (asked && info.isHistogram()) {
        throw call.error(0, "info sample should be float, not a histogram");
      }
      if (asked) {
        infos
            .computeIfAbsent(info.labels().metricName(), name -> new HashMap<>())
            .merge(info.labels().keep(IDENTIFYING), info, this::newer);
      }
    }
    return infos;
  }

  private Element newer(Element one, Element other) {
    if (one.timestampMillis() == other.timestampMillis()) {
      throw call.error(
          0,
          "found duplicate series for info metric: existing "
              + LabelText.of(one.labels())
              + " @ "
              + one.timestampMillis()
              + ", new "
              + LabelText.of(other.labels())
              + " @ "
              + other.timestampMillis());
    }
    return one.timestampMillis() > other.timestampMillis() ? one : other;
  }

  private Labels enriched(Labels base, List<Element> infos) {
    Map<String, String> taken = new TreeMap<>();
    Set<String> asked = new HashSet<>();
    selector.labels().forEach(matcher -> asked.add(matcher.name()));
    for (Element info : infos) {
      for (Label label : info.labels()) {
        boolean wanted =
            !label.name().equals(Label.METRIC_NAME)
                && (asked.isEmpty() || asked.contains(label.name()))
                && base.value(label.name()).isEmpty();
        if (!wanted) {
          continue;
        }
        String other = taken.put(label.name(), label.value());
        if (other != null && !other.equals(label.value())) {
          throw call.error(0, "conflicting label: " + label.name());
        }
      }
    }
    Labels.Builder labels = base.toBuilder();
    taken.forEach(labels::set);
    return labels.build();
  }

  private boolean accepts(Matcher matcher, String value) {
    return switch (matcher.operator()) {
      case EQUAL -> value.equals(matcher.value());
      case NOT_EQUAL -> !value.equals(matcher.value());
      case MATCHES -> pattern(matcher).matches(value);
      case NOT_MATCHES -> !pattern(matcher).matches(value);
    };
  }

  private AnchoredPattern pattern(Matcher matcher) {
    return call.run().patterns().computeIfAbsent(matcher.value(), AnchoredPattern::compile);
  }
}
