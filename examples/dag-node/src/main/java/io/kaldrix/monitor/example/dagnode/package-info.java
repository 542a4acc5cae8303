/**
 * A small DAG ledger that is watched while it works: several nodes in one process that sign,
 * gossip, order and confirm transactions, instrumented with plain Micrometer. Read {@link
 * io.kaldrix.monitor.example.dagnode.node.LedgerNetwork} first.
 *
 * <p>The floors, each using only those to its left: {@code signature}, {@code ledger}, {@code dag},
 * {@code consensus}, {@code gossip}, {@code node}, then {@code load} and {@code fault} side by
 * side, then {@code scenario}, {@code terminal}, and here what plays it all.
 */
@NullMarked
package io.kaldrix.monitor.example.dagnode;

import org.jspecify.annotations.NullMarked;
