package io.kaldrix.monitor.core.rule.backtest;

import java.time.Duration;
import java.time.Instant;

/**
 * How far a backtest is.
 *
 * @param at the instant it has come to in virtual time
 * @param share how much of it is done, from 0 to 1
 * @param elapsed how long it has taken so far
 * @param left how long the rest may take if it goes on like this; zero at the end
 */
public record BacktestProgress(Instant at, double share, Duration elapsed, Duration left) {}
