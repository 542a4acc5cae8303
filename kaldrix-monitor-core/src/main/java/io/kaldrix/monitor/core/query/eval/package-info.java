/**
 * What expressions evaluate to, by walking their tree once for each instant: plain, complete for
 * what the parser lets through, and the measure for anything faster. Read {@link
 * io.kaldrix.monitor.core.query.eval.Interpreter} first, then {@code Evaluator}; functions stand in
 * {@link io.kaldrix.monitor.core.query.eval.Functions}, one entry each.
 *
 * <p>Floor: above {@code ast}; knows nothing of parsing.
 */
@NullMarked
package io.kaldrix.monitor.core.query.eval;

import org.jspecify.annotations.NullMarked;
