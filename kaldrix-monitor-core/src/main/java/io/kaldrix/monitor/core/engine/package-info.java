/**
 * Finds and fences plugins, and holds what engines share. Read {@link
 * io.kaldrix.monitor.core.engine.FencedCalls} and {@link
 * io.kaldrix.monitor.core.engine.PluginCatalog} first.
 *
 * <p>Floor: above the api only.
 */
@NullMarked
package io.kaldrix.monitor.core.engine;

import org.jspecify.annotations.NullMarked;
