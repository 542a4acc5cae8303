/**
 * The command line. Read {@link io.kaldrix.monitor.plugin.cli.Kaldrix} first; each command is a
 * class.
 *
 * <p>Floor: above core's exported packages.
 */
@NullMarked
package io.kaldrix.monitor.plugin.cli;

import org.jspecify.annotations.NullMarked;
