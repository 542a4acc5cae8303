/**
 * What survives a restart. Read {@link io.kaldrix.monitor.core.state.FileStateStore} first.
 *
 * <p>Floor: above the api only.
 */
@NullMarked
package io.kaldrix.monitor.core.state;

import org.jspecify.annotations.NullMarked;
