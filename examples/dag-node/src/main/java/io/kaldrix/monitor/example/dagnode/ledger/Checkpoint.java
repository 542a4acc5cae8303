package io.kaldrix.monitor.example.dagnode.ledger;

import io.kaldrix.monitor.example.dagnode.signature.Hash;

/**
 * The state of the order after one commit. Two nodes with equal checkpoints settled the same
 * transactions in the same order with the same verdicts, all the way from the first.
 *
 * @param round the round of the committed leader
 * @param transactions how many were confirmed so far
 * @param order a running hash over every bundle and verdict so far
 */
public record Checkpoint(long round, long transactions, Hash order) {}
