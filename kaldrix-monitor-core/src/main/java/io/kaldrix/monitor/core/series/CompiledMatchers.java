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

  private record Compiled(String name, Predicate<String> accepts) {}

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
      Predicate<String> accepts = compile(matcher);
      selective |= !accepts.test("");
      if (metricName.isEmpty() && matcher.equals(Matcher.metric(matcher.value()))) {
        metricName = Optional.of(matcher.value());
      } else {
        others.add(new Compiled(matcher.name(), accepts));
      }
    }
    if (!selective) {
      throw new IllegalArgumentException(
          "matchers are " + matchers + ", must have one that does not accept the empty value");
    }
    return new CompiledMatchers(metricName, others);
  }

  private static Predicate<String> compile(Matcher matcher) {
    String value = matcher.value();
    return switch (matcher.operator()) {
      case EQUAL -> value::equals;
      case NOT_EQUAL -> other -> !value.equals(other);
      case MATCHES -> regularExpression(value);
      case NOT_MATCHES -> regularExpression(value).negate();
    };
  }

  private static Predicate<String> regularExpression(String expression) {
    return AnchoredPattern.compile(expression)::matches;
  }

  /** Returns the metric's name if the matchers ask for one by name. */
  Optional<String> metricName() {
    return metricName;
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
