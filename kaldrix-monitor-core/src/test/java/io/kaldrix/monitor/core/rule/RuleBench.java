package io.kaldrix.monitor.core.rule;

import io.kaldrix.monitor.api.alert.Alert;
import io.kaldrix.monitor.api.alert.AlertTransition;
import io.kaldrix.monitor.api.label.Label;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.label.Matcher;
import io.kaldrix.monitor.api.rule.Rule;
import io.kaldrix.monitor.api.rule.RuleGroup;
import io.kaldrix.monitor.api.series.Sample;
import io.kaldrix.monitor.api.series.Series;
import io.kaldrix.monitor.api.series.StaleMarker;
import io.kaldrix.monitor.core.query.PromQlEngine;
import io.kaldrix.monitor.core.query.QueryLimits;
import io.kaldrix.monitor.plugin.testkit.InMemoryMeters;
import io.kaldrix.monitor.plugin.testkit.InMemorySeries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rules over series in virtual time: set what a metric is, go on, look. */
final class RuleBench {

  static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

  final InMemorySeries series = new InMemorySeries();
  final InMemoryMeters meters = new InMemoryMeters();
  final List<AlertTransition> heard = new ArrayList<>();
  final RuleSurroundings surroundings;
  RuleEngine rules;
  Instant now = T0.minusSeconds(10);

  RuleBench(Rule... rules) {
    this(RuleGroup.of("g", rules));
  }

  RuleBench(RuleGroup... groups) {
    PromQlEngine queries = new PromQlEngine(series, QueryLimits.DEFAULT);
    surroundings =
        RuleSurroundings.of(
            RuleQueries.of(queries), new RuleTemplates(queries, Labels.EMPTY, ""), series, meters);
    rules = new RuleEngine(List.of(groups), surroundings);
  }

  /** Goes on by ten seconds, with {@code metric{i="a"}} having that value; none if NaN. */
  RuleBench at(double value) {
    now = now.plusSeconds(10);
    if (!Double.isNaN(value)) {
      set("metric", "a", value);
    } else {
      set("metric", "a", StaleMarker.VALUE);
    }
    heard.addAll(rules.evaluate(now));
    return this;
  }

  RuleBench at(double... values) {
    for (double value : values) {
      at(value);
    }
    return this;
  }

  void set(String name, String i, double value) {
    series.append(Labels.of(Label.METRIC_NAME, name, "i", i), now, value);
  }

  /** Evaluates as of some time later, whatever the series say. */
  List<AlertTransition> after(Duration duration) {
    now = now.plus(duration);
    List<AlertTransition> steps = rules.evaluate(now);
    heard.addAll(steps);
    return steps;
  }

  /** Returns the states that alerts came to, in order. */
  List<String> states() {
    return heard.stream().map(step -> step.alert().state().label()).toList();
  }

  List<Alert> active() {
    return rules.active();
  }

  /** Returns the only state there is, "none" if there is none. */
  String state() {
    List<Alert> active = active();
    return active.isEmpty() ? "none" : active.get(0).state().label();
  }

  /** Returns the last sample of a series that has not ended. */
  Optional<Sample> last(Labels labels) {
    List<Matcher> matchers = new ArrayList<>();
    labels.forEach(label -> matchers.add(Matcher.equal(label.name(), label.value())));
    List<Series> found = series.select(matchers, now, now);
    return found.stream()
        .filter(each -> each.labels().equals(labels))
        .map(each -> each.samples().get(each.samples().size() - 1))
        .filter(sample -> !StaleMarker.is(sample.value()))
        .findFirst();
  }
}
