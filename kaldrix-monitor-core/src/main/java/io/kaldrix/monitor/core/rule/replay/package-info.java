/**
 * Rules at work in virtual time, over series that are all known. Read {@link
 * io.kaldrix.monitor.core.rule.replay.VirtualRules} first.
 *
 * <p>Floor: above {@code rule}, {@code rule.file} and {@code recorded}.
 */
@NullMarked
package io.kaldrix.monitor.core.rule.replay;

import org.jspecify.annotations.NullMarked;
