/**
 * Samples of one series in few bytes, without loss. Read {@link
 * io.kaldrix.monitor.core.series.chunk.Chunk} first, then {@link
 * io.kaldrix.monitor.core.series.chunk.ChunkEncoder}, which says how a form is chosen, then {@link
 * io.kaldrix.monitor.core.series.chunk.IntegerColumn}, to which everything comes down.
 *
 * <p>Floor: knows only Java.
 */
@NullMarked
package io.kaldrix.monitor.core.series.chunk;

import org.jspecify.annotations.NullMarked;
