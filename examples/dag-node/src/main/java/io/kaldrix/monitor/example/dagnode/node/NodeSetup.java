package io.kaldrix.monitor.example.dagnode.node;

import io.kaldrix.monitor.example.dagnode.dag.Seat;
import io.kaldrix.monitor.example.dagnode.signature.Account;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/**
 * What a node is given at birth and never changes.
 *
 * @param name such as {@code node-1}
 * @param seat its place among the validators
 * @param opening coins by account at the beginning
 * @param roundInterval between two of its vertices in the quiet state
 * @param logFile where it keeps vertices
 * @param ports the port of each validator by index, 0 while it is not known
 * @param clock tells the time of day
 */
record NodeSetup(
    String name,
    Seat seat,
    Map<Account, Long> opening,
    Duration roundInterval,
    Path logFile,
    IntUnaryOperator ports,
    InstantSource clock) {}
