package io.kaldrix.monitor.core.rule.backtest;

import io.kaldrix.monitor.api.alert.AlertTransition;
import io.kaldrix.monitor.api.alert.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What rules would have said.
 *
 * @param from the first tick
 * @param to the end of the time looked at; the last tick is there or before
 * @param step the time from one tick to the next
 * @param ticks how many there were
 * @param elapsed how long the backtest took
 * @param outcomes one for each alert rule, in order of groups and rules
 * @param episodes each time that an alert fired, in order
 * @param transitions every step of every alert, in order
 * @param pages how often somebody would have been told, by severity
 * @param problems the last trouble of each rule that could not be evaluated at some tick
 */
public record BacktestReport(
    Instant from,
    Instant to,
    Duration step,
    long ticks,
    Duration elapsed,
    List<RuleOutcome> outcomes,
    List<Episode> episodes,
    List<AlertTransition> transitions,
    Map<Severity, Integer> pages,
    List<String> problems) {

  /** Creates a report. */
  public BacktestReport {
    outcomes = List.copyOf(outcomes);
    episodes = List.copyOf(episodes);
    transitions = List.copyOf(transitions);
    Map<Severity, Integer> counted = new EnumMap<>(Severity.class);
    counted.putAll(pages);
    pages = Collections.unmodifiableMap(counted);
    problems = List.copyOf(problems);
  }

  /** Returns how often an alert began to fire. */
  public int firings() {
    return episodes.size();
  }

  /** Returns the report as a table for people. */
  public String table() {
    return BacktestTable.of(this);
  }

  /** Returns the report as JSON, with every episode. */
  public String json() {
    return BacktestJson.of(this);
  }
}
