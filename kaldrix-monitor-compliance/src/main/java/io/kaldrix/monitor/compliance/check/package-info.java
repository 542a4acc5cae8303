/**
 * Checks of what a program can see from inside itself. Read {@link
 * io.kaldrix.monitor.compliance.check.TlsCheck} first.
 *
 * <p>Floor: above the api only.
 */
@NullMarked
package io.kaldrix.monitor.compliance.check;

import org.jspecify.annotations.NullMarked;
