package io.kaldrix.monitor.example.dagnode.consensus;

import io.kaldrix.monitor.example.dagnode.dag.Dag;
import io.kaldrix.monitor.example.dagnode.dag.Seat;
import io.kaldrix.monitor.example.dagnode.dag.Vertex;
import io.kaldrix.monitor.example.dagnode.ledger.AccountBook;
import io.kaldrix.monitor.example.dagnode.ledger.Bundle;
import io.kaldrix.monitor.example.dagnode.ledger.Mempool;
import io.kaldrix.monitor.example.dagnode.signature.Account;
import io.kaldrix.monitor.example.dagnode.signature.Hash;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * All that one validator knows and decides, without a thread, socket, file or clock: bundles and
 * vertices come in with the time, vertices and settlements go out. Not for sharing between threads.
 */
public final class Replica {
  /** Bundles taken in and not settled yet; more are turned away. */
  static final int MAX_OPEN = 10_000;

  private final Seat seat;
  private final Pace pace;
  private final Dag dag;
  private final Sequencer sequencer;
  private final AccountBook book;
  private final Mempool mempool = new Mempool();
  private final Map<Hash, Long> openSinceNanos = new HashMap<>();
  private final Deque<Vertex> unordered = new ArrayDeque<>(); // our own
  private long lastRound;
  private long lastNanos;

  /**
   * Creates the validator of {@code seat} at the beginning of the ledger.
   *
   * @param opening coins by account at the beginning, equal on every node
   * @param interval between two vertices of one validator in the quiet state
   * @param nowNanos the time, on the scale of {@link System#nanoTime}
   */
  public Replica(Seat seat, Map<Account, Long> opening, Duration interval, long nowNanos) {
    this.seat = seat;
    this.pace = new Pace(seat.committee(), interval);
    this.dag = new Dag(seat.committee());
    this.sequencer = new Sequencer(seat.committee(), dag);
    this.book = new AccountBook(opening);
    this.lastNanos = nowNanos;
  }

  /** Returns the graph, for reading. */
  public Dag dag() {
    return dag;
  }

  /** Returns the balances, for reading. */
  public AccountBook book() {
    return book;
  }

  /** Returns how many transactions wait for a place in a vertex. */
  public int waiting() {
    return mempool.size();
  }

  /** Takes a bundle in, or says why not. */
  public Admission submit(Bundle bundle, long nowNanos) {
    Hash hash = bundle.hash();
    if (openSinceNanos.containsKey(hash) || book.isSettled(bundle)) {
      return Admission.DUPLICATE;
    }
    if (openSinceNanos.size() >= MAX_OPEN) {
      return Admission.FULL;
    }
    if (!bundle.isGenuine()) {
      return Admission.FORGED;
    }
    openSinceNanos.put(hash, nowNanos);
    mempool.add(bundle);
    return Admission.ADMITTED;
  }

  /** Makes this validator's next vertex, if it is time to. */
  public Optional<Vertex> nextVertex(long nowNanos, long nowMicros) {
    OptionalLong round = pace.nextRound(dag, lastRound, nowNanos - lastNanos);
    if (round.isEmpty()) {
      return Optional.empty();
    }
    Vertex vertex =
        Vertex.create(
            seat.signer(),
            seat.index(),
            round.getAsLong(),
            nowMicros,
            dag.parentsFor(round.getAsLong()),
            mempool.take(Vertex.MAX_TRANSACTIONS));
    lastNanos = nowNanos;
    receive(vertex);
    return Optional.of(vertex);
  }

  /** Returns nanoseconds until {@link #nextVertex} may give one without anything coming in. */
  public long untilDueNanos(long nowNanos) {
    long interval = pace.interval().toNanos();
    long since = nowNanos - lastNanos;
    return since < interval ? interval - since : interval;
  }

  /**
   * Takes in a vertex that has been checked, or is our own.
   *
   * @return the vertices that entered the graph by this, parents first
   */
  public List<Vertex> receive(Vertex vertex) {
    if (vertex.author() == seat.index() && vertex.round() > lastRound) {
      lastRound = vertex.round();
      unordered.addLast(vertex);
    }
    return dag.add(vertex);
  }

  /** Settles what has come into order since the last call, one settlement for each commit. */
  public List<Settlement> settle() {
    List<Settlement> settlements = new ArrayList<>();
    for (Commit commit : sequencer.advance()) {
      settlements.add(settle(commit));
      takeBackWhatWasMissed(commit.leader().round());
    }
    return settlements;
  }

  /** Returns which share of the validators made a vertex in the last ten rounds, from 0 to 1. */
  public double participation() {
    long last = dag.highestQuorum();
    long seen = 0;
    for (int author = 0; author < seat.committee().size(); author++) {
      boolean present = false;
      for (long round = Math.max(1, last - 9); round <= last && !present; round++) {
        present = dag.at(round, author).isPresent();
      }
      seen += present ? 1 : 0;
    }
    return (double) seen / seat.committee().size();
  }

  private Settlement settle(Commit commit) {
    List<Settled> settled = new ArrayList<>();
    for (Vertex vertex : commit.vertices()) {
      for (Bundle bundle : vertex.bundles()) {
        Long since = openSinceNanos.remove(bundle.hash());
        OptionalLong submitted = since == null ? OptionalLong.empty() : OptionalLong.of(since);
        settled.add(new Settled(bundle, book.settle(bundle), submitted));
      }
    }
    return new Settlement(
        commit.vertices().size(), settled, book.checkpoint(commit.leader().round()));
  }

  /** Puts the bundles of our vertices that came too late to be ordered back into the mempool. */
  private void takeBackWhatWasMissed(long leaderRound) {
    unordered.removeIf(dag::isOrdered);
    while (!unordered.isEmpty() && unordered.getFirst().round() < leaderRound - Vertex.REACH) {
      mempool.putBack(unordered.removeFirst().bundles());
    }
  }
}
