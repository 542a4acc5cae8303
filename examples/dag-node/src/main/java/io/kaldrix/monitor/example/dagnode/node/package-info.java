/**
 * The running node, its meters, and several of them as one network. Read {@link
 * io.kaldrix.monitor.example.dagnode.node.LedgerNetwork} first.
 */
@NullMarked
package io.kaldrix.monitor.example.dagnode.node;

import org.jspecify.annotations.NullMarked;
