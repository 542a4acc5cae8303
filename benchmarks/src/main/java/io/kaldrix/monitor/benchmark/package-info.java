/**
 * Questions about speed, one class a question, peers in the same run. {@link
 * io.kaldrix.monitor.benchmark.ProcessCpuProfiler} gives processor time beside the clock's.
 */
@NullMarked
package io.kaldrix.monitor.benchmark;

import org.jspecify.annotations.NullMarked;
