package io.kaldrix.monitor.core.recorded;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.label.Matcher;
import io.kaldrix.monitor.core.pattern.AnchoredPattern;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** Tells which label sets matchers accept. May be shared between threads. */
final class SeriesSelection {

  /** So many regular expressions are kept compiled; rules in use have fewer. */
  private static final int MOST_PATTERNS = 1_000;

  private final Map<String, AnchoredPattern> patterns = new ConcurrentHashMap<>();

  /** Returns the metric that matchers ask for by name, if they do. */
  static Optional<String> metric(List<Matcher> matchers) {
    return matchers.stream()
        .filter(matcher -> matcher.equals(Matcher.metric(matcher.value())))
        .map(Matcher::value)
        .findFirst();
  }

  /** Returns what accepts the labels that all matchers accept. */
  Predicate<Labels> of(List<Matcher> matchers) {
    Predicate<Labels> all = labels -> true;
    for (Matcher matcher : matchers) {
      Predicate<String> accepts = accepts(matcher);
      all = all.and(labels -> accepts.test(labels.value(matcher.name())));
    }
    return all;
  }

  private Predicate<String> accepts(Matcher matcher) {
    String value = matcher.value();
    return switch (matcher.operator()) {
      case EQUAL -> value::equals;
      case NOT_EQUAL -> other -> !value.equals(other);
      case MATCHES -> pattern(value)::matches;
      case NOT_MATCHES -> {
        AnchoredPattern pattern = pattern(value);
        yield other -> !pattern.matches(other);
      }
    };
  }

  private AnchoredPattern pattern(String text) {
    if (patterns.size() > MOST_PATTERNS) {
      patterns.clear();
    }
    return patterns.computeIfAbsent(text, AnchoredPattern::compile);
  }
}
