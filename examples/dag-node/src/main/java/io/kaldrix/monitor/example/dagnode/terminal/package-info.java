/**
 * What the demo shows. Read {@link io.kaldrix.monitor.example.dagnode.terminal.Terminal} first.
 *
 * <p>Floor: above {@code scenario}.
 */
@NullMarked
package io.kaldrix.monitor.example.dagnode.terminal;

import org.jspecify.annotations.NullMarked;
