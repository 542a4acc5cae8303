package io.kaldrix.monitor.core.query.eval;

import io.kaldrix.monitor.api.label.Label;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.label.Matcher;
import io.kaldrix.monitor.core.query.ast.Expression;
import io.kaldrix.monitor.core.query.ast.MatrixSelector;
import io.kaldrix.monitor.core.query.ast.VectorSelector;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Functions of whether there are samples, and of what there is as it is. */
public final class Presence {

  private Presence() {}

  /** {@code scalar(v)}: the value of the only element, NaN if there is none or are several. */
  static Value scalar(Invocation call) {
    List<Element> elements =
        call.vector(0).stream().filter(element -> !element.isHistogram()).toList();
    return new Value.Scalar(elements.size() == 1 ? elements.get(0).value() : Double.NaN);
  }

  /** {@code vector(s)}: one element without labels. */
  static Value vector(Invocation call) {
    return single(call, Labels.EMPTY, call.scalar(0));
  }

  /** {@code absent(v)}: 1 if there is nothing, with the labels that the selector asked for. */
  static Value absent(Invocation call) {
    return call.vector(0).isEmpty() ? single(call, askedFor(call.argument(0)), 1) : nothing();
  }

  /** {@code absent_over_time(m)}: the same for a stretch of time. */
  static Value absentOverTime(Invocation call) {
    return call.windows(0).isEmpty() ? single(call, askedFor(call.argument(0)), 1) : nothing();
  }

  /** {@code last_over_time(m)}: the newest value, under its own name. */
  static Value lastOverTime(Invocation call) {
    List<Element> elements = new ArrayList<>();
    for (Window window : call.windows(0)) {
      elements.add(sample(call, window, window.size() - 1));
    }
    return new Value.Vector(elements);
  }

  /** {@code first_over_time(m)}: the oldest value, under its own name. */
  static Value firstOverTime(Invocation call) {
    List<Element> elements = new ArrayList<>();
    for (Window window : call.windows(0)) {
      elements.add(sample(call, window, 0));
    }
    return new Value.Vector(elements);
  }

  private static Element sample(Invocation call, Window window, int index) {
    Element element = call.element(window, window.value(index));
    return window.asHistogram(index).map(element::withHistogram).orElse(element);
  }

  private static Value nothing() {
    return Value.Vector.EMPTY;
  }

  private static Value single(Invocation call, Labels labels, double value) {
    return new Value.Vector(List.of(Element.of(labels, call.atMillis(), value)));
  }

  /**
   * Returns the labels of which a selector names one value; one that it names twice is left out.
   */
  public static Labels askedFor(Expression argument) {
    Expression inner = argument.unwrapped();
    if (inner instanceof MatrixSelector matrix) {
      inner = matrix.selector();
    }
    if (!(inner instanceof VectorSelector selector)) {
      return Labels.EMPTY;
    }
    Labels.Builder labels = Labels.builder();
    Set<String> named = new HashSet<>();
    for (Matcher matcher : selector.matchers()) {
      if (matcher.name().equals(Label.METRIC_NAME)) {
        continue;
      }
      boolean first = matcher.operator() == Matcher.Operator.EQUAL && named.add(matcher.name());
      labels.set(matcher.name(), first ? matcher.value() : "");
    }
    return labels.build();
  }
}
