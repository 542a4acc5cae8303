package io.kaldrix.monitor.core.series;

import io.kaldrix.monitor.api.label.Label;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.label.Matcher;
import io.kaldrix.monitor.core.pattern.AnchoredPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Matchers made ready to try on many label sets. */
final class CompiledMatchers {

  /**
   * One matcher.
   *
   * @param name the label's name
   * @param only the one value it accepts, absent if there may be others
   * @param accepts whether it accepts a value
   */
  record Compiled(String name, Optional<String> only, Predicate<String> accepts) {

    /** Returns whether a series that lacks the label is refused. */
    boolean asksForTheLabel() {
      return !accepts.test("");
    }
  }

  private final Optional<String> metricName;
  private final List<Compiled> others;

  private CompiledMatchers(Optional<String> metricName, List<Compiled> others) {
    this.metricName = metricName;
    this.others = others;
  }

  static CompiledMatchers of(List<Matcher> matchers) {
    Optional<String> metricName = Optional.empty();
    List<Compiled> others = new ArrayList<>();
    boolean selective = false;
    for (Matcher matcher : matchers) {
      Compiled compiled = compile(matcher);
      selective |= compiled.asksForTheLabel();
      if (metricName.isEmpty() && matcher.equals(Matcher.metric(matcher.value()))) {
        metricName = Optional.of(matcher.value());
      } else {
        others.add(compiled);
      }
    }
    if (!selective) {
      throw new IllegalArgumentException(
          "matchers are " + matchers + ", must have one that does not accept the empty value");
    }
    return new CompiledMatchers(metricName, others);
  }

  private static Compiled compile(Matcher matcher) {
    String value = matcher.value();
    Predicate<String> accepts =
        switch (matcher.operator()) {
          case EQUAL -> value::equals;
          case NOT_EQUAL -> other -> !value.equals(other);
          case MATCHES -> regularExpression(value);
          case NOT_MATCHES -> regularExpression(value).negate();
        };
    boolean one = matcher.operator() == Matcher.Operator.EQUAL;
    return new Compiled(matcher.name(), one ? Optional.of(value) : Optional.empty(), accepts);
  }

  private static Predicate<String> regularExpression(String expression) {
    return AnchoredPattern.compile(expression)::matches;
  }

  /** Returns the metric's name if the matchers ask for one by name. */
  Optional<String> metricName() {
    return metricName;
  }

  /** Returns the matchers beside that of {@link #metricName}. */
  List<Compiled> others() {
    return others;
  }

  /** Returns whether a metric of that name may have series that all accept. */
  boolean mayAcceptMetric(String name) {
    for (Compiled matcher : others) {
      if (matcher.name().equals(Label.METRIC_NAME) && !matcher.accepts().test(name)) {
        return false;
      }
    }
    return metricName.isEmpty() || metricName.get().equals(name);
  }

  /** Returns whether all accept a series that {@link #metricName} fits. */
  boolean accept(Labels labels) {
    for (Compiled matcher : others) {
      if (!matcher.accepts().test(labels.value(matcher.name()))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return metricName.map(name -> Label.METRIC_NAME + "=" + name).orElse("any metric");
  }
}
