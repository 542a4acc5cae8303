/**
 * How many nodes come to one order without a word beyond the graph itself. Read {@link
 * io.kaldrix.monitor.example.dagnode.consensus.Sequencer} first.
 */
@NullMarked
package io.kaldrix.monitor.example.dagnode.consensus;

import org.jspecify.annotations.NullMarked;
