package io.kaldrix.monitor.example.dagnode.ledger;

import io.kaldrix.monitor.example.dagnode.signature.Account;

/**
 * What a person wants done, before it is numbered and signed.
 *
 * @param to who is paid
 * @param amount in coins, 1 or more
 */
public record Payment(Account to, long amount) {}
