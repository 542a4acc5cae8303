/**
 * A thousand rules in process, beside a real Prometheus with the same series and rules. Read {@link
 * io.kaldrix.monitor.benchmark.rule.RuleCycle} first.
 */
@NullMarked
package io.kaldrix.monitor.benchmark.rule;

import org.jspecify.annotations.NullMarked;
