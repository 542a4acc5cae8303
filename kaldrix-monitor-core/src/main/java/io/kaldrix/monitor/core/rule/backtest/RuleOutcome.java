package io.kaldrix.monitor.core.rule.backtest;

import io.kaldrix.monitor.api.alert.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What one alert rule would have done.
 *
 * @param group the name of its group
 * @param rule its name
 * @param severity how bad its alerts were at worst; what the rule says if there were none
 * @param series of how many series an alert fired
 * @param firings how often an alert began to fire
 * @param pages how often somebody would have been told: alerts of the rule that begin to fire at
 *     the same tick come in one page
 * @param waits how often an alert was pending and ended without firing
 * @param firing how long any of its alerts fired, together
 * @param longest how long the longest of them fired
 * @param flaps how many of the firings began shortly after the same alert had ended
 * @param first when one began to fire first
 * @param last when one began to fire last
 * @param failures at how many ticks the rule could not be evaluated
 */
public record RuleOutcome(
    String group,
    String rule,
    Severity severity,
    int series,
    int firings,
    int pages,
    int waits,
    Duration firing,
    Duration longest,
    int flaps,
    Optional<Instant> first,
    Optional<Instant> last,
    long failures) {}
