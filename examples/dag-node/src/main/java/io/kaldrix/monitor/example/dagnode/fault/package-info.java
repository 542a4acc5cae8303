/**
 * Real faults, to inject and take away. Read {@link io.kaldrix.monitor.example.dagnode.fault.Fault}
 * first.
 */
@NullMarked
package io.kaldrix.monitor.example.dagnode.fault;

import org.jspecify.annotations.NullMarked;
