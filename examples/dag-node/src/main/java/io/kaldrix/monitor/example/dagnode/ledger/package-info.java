/**
 * Transactions, and what becomes of the balances. Read {@link
 * io.kaldrix.monitor.example.dagnode.ledger.Bundle} first.
 */
@NullMarked
package io.kaldrix.monitor.example.dagnode.ledger;

import org.jspecify.annotations.NullMarked;
