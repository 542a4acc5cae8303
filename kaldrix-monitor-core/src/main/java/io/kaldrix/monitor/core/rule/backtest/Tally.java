package io.kaldrix.monitor.core.rule.backtest;

import io.kaldrix.monitor.api.alert.Alert;
import io.kaldrix.monitor.api.alert.AlertGenerator;
import io.kaldrix.monitor.api.alert.AlertState;
import io.kaldrix.monitor.api.alert.AlertTransition;
import io.kaldrix.monitor.api.alert.Severity;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.rule.AlertRule;
import io.kaldrix.monitor.api.rule.Rule;
import io.kaldrix.monitor.api.rule.RuleGroup;
import io.kaldrix.monitor.api.rule.Rules.RuleFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Adds up what alerts do. For one thread. */
final class Tally {

  private final List<RuleGroup> groups;
  private final Duration flapWithin;
  private final List<AlertTransition> transitions = new ArrayList<>();
  private final Map<Labels, Episode> open = new LinkedHashMap<>();
  private final Map<Labels, Instant> ended = new HashMap<>();
  private final List<Episode> closed = new ArrayList<>();
  private final Map<String, Integer> pages = new HashMap<>();
  private final Map<Severity, Integer> pagesBySeverity = new EnumMap<>(Severity.class);
  private final Map<String, Integer> waits = new HashMap<>();
  private final Map<String, Long> failures = new HashMap<>();
  private final Map<String, String> problems = new TreeMap<>();

  Tally(List<RuleGroup> groups, Duration flapWithin) {
    this.groups = groups;
    this.flapWithin = flapWithin;
  }

  private static String key(AlertGenerator generator) {
    return key(generator.group(), generator.rule());
  }

  private static String key(String group, String rule) {
    return group + '\n' + rule;
  }

  void add(RuleFailure failure) {
    failures.merge(key(failure.group(), failure.rule()), 1L, Long::sum);
    problems.put("rule " + failure.rule() + " of group " + failure.group(), failure.problem());
  }

  void add(Instant now, List<AlertTransition> steps) {
    transitions.addAll(steps);
    Map<String, Severity> told = new LinkedHashMap<>();
    for (AlertTransition step : steps) {
      Alert alert = step.alert();
      Episode episode = open.get(alert.labels());
      boolean fires = alert.state() instanceof AlertState.Firing;
      if (fires && episode == null) {
        begin(alert, now);
        told.merge(key(alert.generator()), alert.severity(), Tally::worse);
      } else if (!fires && episode != null) {
        end(episode, now);
      } else if (!fires && step.before() instanceof AlertState.Pending) {
        waits.merge(key(alert.generator()), 1, Integer::sum);
      }
    }
    told.forEach(
        (rule, severity) -> {
          pages.merge(rule, 1, Integer::sum);
          pagesBySeverity.merge(severity, 1, Integer::sum);
        });
  }

  private void begin(Alert alert, Instant now) {
    AlertState.Firing firing = (AlertState.Firing) alert.state();
    Instant before = ended.get(alert.labels());
    boolean flap = before != null && !before.plus(flapWithin).isBefore(now);
    open.put(
        alert.labels(),
        new Episode(
            alert.generator().group(),
            alert.generator().rule(),
            alert.labels(),
            alert.severity(),
            firing.activeSince(),
            now,
            Optional.empty(),
            alert.value(),
            flap));
  }

  private void end(Episode episode, Instant now) {
    open.remove(episode.labels());
    ended.put(episode.labels(), now);
    closed.add(
        new Episode(
            episode.group(),
            episode.rule(),
            episode.labels(),
            episode.severity(),
            episode.activeSince(),
            episode.firedAt(),
            Optional.of(now),
            episode.value(),
            episode.flap()));
  }

  private static Severity worse(Severity one, Severity other) {
    return one.isAtLeast(other) ? one : other;
  }

  BacktestReport report(Instant from, Instant to, Duration step, long ticks, Duration elapsed) {
    List<Episode> episodes = new ArrayList<>(closed);
    episodes.addAll(open.values());
    episodes.sort(Comparator.comparing(Episode::firedAt).thenComparing(Episode::labels));
    List<RuleOutcome> outcomes = new ArrayList<>();
    for (RuleGroup group : groups) {
      for (Rule rule : group.rules()) {
        if (rule instanceof AlertRule alertRule) {
          outcomes.add(outcome(group, alertRule, episodes, to));
        }
      }
    }
    List<String> described = new ArrayList<>();
    problems.forEach((rule, problem) -> described.add(rule + ": " + problem));
    return new BacktestReport(
        from,
        to,
        step,
        ticks,
        elapsed,
        outcomes,
        episodes,
        transitions,
        pagesBySeverity,
        described);
  }

  private RuleOutcome outcome(
      RuleGroup group, AlertRule rule, List<Episode> episodes, Instant end) {
    String key = key(group.name(), rule.name());
    Set<Labels> series = new HashSet<>();
    Duration firing = Duration.ZERO;
    Duration longest = Duration.ZERO;
    Severity severity = null;
    int flaps = 0;
    Instant first = null;
    Instant last = null;
    int firings = 0;
    for (Episode episode : episodes) {
      if (key(episode.group(), episode.rule()).equals(key)) {
        firings++;
        series.add(episode.labels());
        Duration lasted = episode.lasted(end);
        firing = firing.plus(lasted);
        longest = lasted.compareTo(longest) > 0 ? lasted : longest;
        severity = severity == null ? episode.severity() : worse(severity, episode.severity());
        flaps += episode.flap() ? 1 : 0;
        first = first == null ? episode.firedAt() : first;
        last = episode.firedAt();
      }
    }
    return new RuleOutcome(
        group.name(),
        rule.name(),
        severity == null ? rule.severity() : severity,
        series.size(),
        firings,
        pages.getOrDefault(key, 0),
        waits.getOrDefault(key, 0),
        firing,
        longest,
        flaps,
        Optional.ofNullable(first),
        Optional.ofNullable(last),
        failures.getOrDefault(key, 0L));
  }
}
