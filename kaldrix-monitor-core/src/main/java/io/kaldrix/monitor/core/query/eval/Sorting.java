package io.kaldrix.monitor.core.query.eval;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Orders vectors: by value, where NaN comes last either way, or by labels. */
final class Sorting {

  private Sorting() {}

  /** Returns the order of ascending values. */
  static Comparator<Element> leastFirst() {
    return nanLast(Comparator.comparingDouble(Element::value));
  }

  /** Returns the order of descending values. */
  static Comparator<Element> greatestFirst() {
    return nanLast(Comparator.comparingDouble(Element::value).reversed());
  }

  private static Comparator<Element> nanLast(Comparator<Element> order) {
    return Comparator.<Element, Boolean>comparing(element -> Double.isNaN(element.value()))
        .thenComparing(order);
  }

  /** {@code sort(v)}. */
  static Value ascending(Invocation call) {
    return sorted(call, leastFirst(), true);
  }

  /** {@code sort_desc(v)}. */
  static Value descending(Invocation call) {
    return sorted(call, greatestFirst(), true);
  }

  /** {@code sort_by_label(v, label…)}: numbers in texts by what they are worth. */
  static Value byLabel(Invocation call) {
    return sorted(call, labelOrder(call), false);
  }

  /** {@code sort_by_label_desc(v, label…)}. */
  static Value byLabelDesc(Invocation call) {
    return sorted(call, labelOrder(call).reversed(), false);
  }

  private static Comparator<Element> labelOrder(Invocation call) {
    return (a, b) -> {
      for (int i = 1; i < call.size(); i++) {
        String name = call.text(i);
        int order = NaturalOrder.ASCENDING.compare(a.labels().value(name), b.labels().value(name));
        if (order != 0) {
          return order;
        }
      }
      return a.labels().compareTo(b.labels());
    };
  }

  private static Value sorted(Invocation call, Comparator<Element> order, boolean byValue) {
    if (call.run().isRange()) {
      call.run()
          .annotations()
          .warn(
              call.call(),
              "sort is ineffective for range queries since results are always ordered by labels");
    }
    List<Element> sorted = new ArrayList<>(call.vector(0));
    if (byValue) {
      sorted.removeIf(Element::isHistogram); // there is no order among them
    }
    sorted.sort(order);
    return new Value.Vector(sorted);
  }
}
