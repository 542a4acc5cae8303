/**
 * What identifies and selects series. Read {@link io.kaldrix.monitor.api.label.Labels} first.
 *
 * <p>Floor: the ground; uses nothing of ours.
 */
@NullMarked
package io.kaldrix.monitor.api.label;

import org.jspecify.annotations.NullMarked;
