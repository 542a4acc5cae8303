package io.kaldrix.monitor.core.query.ast;

import io.kaldrix.monitor.api.label.Label;
import io.kaldrix.monitor.api.label.Matcher;
import java.util.ArrayList;
import java.util.List;

/**
 * The newest sample of each series that the matchers accept, such as {@code up{job="api"}}.
 *
 * @param matchers all of them, the metric's name among them; the first one for an exact metric name
 *     comes first, as if it had been written in front of the braces
 * @param shift when it looks
 * @param position where it begins
 */
public record VectorSelector(List<Matcher> matchers, TimeShift shift, Position position)
    implements Expression {

  /** Creates a selector. */
  public VectorSelector {
    matchers = nameFirst(matchers);
  }

  private static List<Matcher> nameFirst(List<Matcher> matchers) {
    for (Matcher matcher : matchers) {
      if (isMetricName(matcher)) {
        List<Matcher> ordered = new ArrayList<>(matchers);
        ordered.remove(matcher);
        ordered.add(0, matcher);
        return List.copyOf(ordered);
      }
    }
    return List.copyOf(matchers);
  }

  static boolean isMetricName(Matcher matcher) {
    return matcher.name().equals(Label.METRIC_NAME) && matcher.operator() == Matcher.Operator.EQUAL;
  }

  @Override
  public ValueType type() {
    return ValueType.INSTANT_VECTOR;
  }

  @Override
  public List<Expression> children() {
    return List.of();
  }
}
