package io.kaldrix.monitor.core.query.eval;

import io.kaldrix.monitor.api.label.Label;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.core.query.ast.BinaryOperator;
import io.kaldrix.monitor.core.query.ast.Grouping;
import io.kaldrix.monitor.core.query.ast.VectorMatching;
import java.util.List;

/** By which labels elements belong together, and under which their result goes. */
public final class MatchedLabels {

  private MatchedLabels() {}

  /** Returns what elements of two operands agree in if they belong together. */
  public static Labels signature(VectorMatching matching, Labels labels) {
    return matching.on()
        ? labels.keep(matching.labels())
        : labels.without(matching.labels()).without(Label.METRIC_NAME);
  }

  /**
   * Returns the labels of a result, from which a comparison that says 0 or 1 has still to take the
   * name away.
   *
   * @param many the element of the side of which there may be many, the left one if of neither
   * @param one the other one
   */
  public static Labels result(
      BinaryOperator operator, VectorMatching matching, Labels many, Labels one) {
    Labels labels = operator.isComparison() ? many : NameRemoval.withoutName(many);
    if (matching.group() instanceof VectorMatching.Group.OneToOne) {
      labels = matching.on() ? labels.keep(matching.labels()) : labels.without(matching.labels());
    }
    List<String> included = matching.group().included();
    if (included.isEmpty()) {
      return labels;
    }
    Labels.Builder builder = labels.toBuilder();
    included.forEach(name -> builder.set(name, one.value(name)));
    return builder.build();
  }

  /** Returns the labels under which an aggregation gathers an element. */
  public static Labels group(Grouping grouping, Labels labels) {
    return grouping.without()
        ? labels.without(grouping.labels()).without(Label.METRIC_NAME)
        : labels.keep(grouping.labels());
  }
}
