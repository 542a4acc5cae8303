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
 * @param reach which samples around that it may use besides
 * @param position where it begins
 */
public record VectorSelector(
    List<Matcher> matchers, TimeShift shift, Reach reach, Position position) implements Expression {

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

  /** Returns a selector that looks at the instant of evaluation and nowhere else. */
  public static VectorSelector of(List<Matcher> matchers, Position position) {
    return new VectorSelector(matchers, TimeShift.NONE, Reach.NONE, position);
  }

  /** Returns a selector of the same series at another time. */
  public VectorSelector withShift(TimeShift newShift) {
    return new VectorSelector(matchers, newShift, reach, position);
  }

  /** Returns a selector of the same series that may use other samples. */
  public VectorSelector withReach(Reach newReach) {
    return new VectorSelector(matchers, shift, newReach, position);
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
