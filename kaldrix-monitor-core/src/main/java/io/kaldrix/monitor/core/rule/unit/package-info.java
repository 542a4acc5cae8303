/**
 * Unit tests of rules, in the YAML files that {@code promtool test rules} takes. Read {@link
 * io.kaldrix.monitor.core.rule.unit.RuleTests} first.
 *
 * <p>Floor: above {@code rule}, {@code config}, {@code recorded}, {@code rule.file} and {@code
 * rule.replay}.
 */
@NullMarked
package io.kaldrix.monitor.core.rule.unit;

import org.jspecify.annotations.NullMarked;
