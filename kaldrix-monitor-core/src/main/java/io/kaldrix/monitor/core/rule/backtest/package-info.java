/**
 * What rules would have said of the past. Read {@link
 * io.kaldrix.monitor.core.rule.backtest.Backtest} first, then {@link
 * io.kaldrix.monitor.core.rule.backtest.BacktestReport}.
 *
 * <p>Floor: above {@code rule.replay}.
 */
@NullMarked
package io.kaldrix.monitor.core.rule.backtest;

import org.jspecify.annotations.NullMarked;
