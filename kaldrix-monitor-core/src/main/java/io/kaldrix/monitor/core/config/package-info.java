/**
 * From a file, or from code, to records that check themselves. Read {@link
 * io.kaldrix.monitor.core.config.MonitorSettings} first; {@link
 * io.kaldrix.monitor.core.config.ConfigurationFile} is how a file gets there.
 *
 * <p>Floor: above {@code series}, {@code query} and {@code rule}, whose limits it reads.
 */
@NullMarked
package io.kaldrix.monitor.core.config;

import org.jspecify.annotations.NullMarked;
