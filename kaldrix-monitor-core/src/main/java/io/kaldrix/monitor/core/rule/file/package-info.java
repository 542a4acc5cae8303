/**
 * Rules in files. Read {@link io.kaldrix.monitor.core.rule.file.RuleFiles} first.
 *
 * <p>Floor: above {@code config}, {@code query} and {@code rule}.
 */
@NullMarked
package io.kaldrix.monitor.core.rule.file;

import org.jspecify.annotations.NullMarked;
