package io.kaldrix.monitor.example.dagnode.consensus;

import io.kaldrix.monitor.example.dagnode.dag.Committee;
import io.kaldrix.monitor.example.dagnode.dag.Seat;
import io.kaldrix.monitor.example.dagnode.dag.Vertex;
import io.kaldrix.monitor.example.dagnode.ledger.Bundle;
import io.kaldrix.monitor.example.dagnode.ledger.Checkpoint;
import io.kaldrix.monitor.example.dagnode.ledger.Payment;
import io.kaldrix.monitor.example.dagnode.ledger.Wallet;
import io.kaldrix.monitor.example.dagnode.signature.Signer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Replicas without sockets and threads: time is a number, and every message takes as long as the
 * seed says. Messages to and from a node that is {@linkplain #cutOff cut off} are lost.
 */
final class SimulatedNetwork {
  private static final Duration INTERVAL = Duration.ofMillis(100);
  private static final Duration STEP = Duration.ofMillis(10);

  private final Random random;
  private final long slowestNanos;
  private final Wallet wallet = new Wallet();
  private final List<Replica> replicas = new ArrayList<>();
  private final List<CatchUp> catchUps = new ArrayList<>();
  private final List<Long> lastVertexNanos = new ArrayList<>();
  private final List<List<Checkpoint>> orders = new ArrayList<>();
  private final PriorityQueue<Message> inFlight = new PriorityQueue<>();
  private final Set<Integer> cutOff = new HashSet<>();
  private long nowNanos;

  SimulatedNetwork(int size, long seed, Duration slowest) {
    random = new Random(seed);
    slowestNanos = slowest.toNanos();
    List<Signer> signers = Stream.generate(Signer::create).limit(size).toList();
    Committee committee = new Committee(signers.stream().map(Signer::account).toList());
    for (int i = 0; i < size; i++) {
      Seat seat = new Seat(committee, i, signers.get(i));
      replicas.add(new Replica(seat, Map.of(wallet.account(), 1_000L), INTERVAL, 0));
      catchUps.add(new CatchUp(INTERVAL, 0));
      lastVertexNanos.add(0L);
      orders.add(new ArrayList<>());
    }
  }

  /** Returns what each node has settled so far, as one checkpoint for each commit. */
  List<List<Checkpoint>> orders() {
    return orders;
  }

  Replica replica(int node) {
    return replicas.get(node);
  }

  Admission submit(int node) {
    Bundle bundle = wallet.sign(List.of(new Payment(wallet.account(), 1)));
    return replicas.get(node).submit(bundle, nowNanos);
  }

  void cutOff(int node) {
    cutOff.add(node);
  }

  void reconnect(int node) {
    cutOff.remove(node);
  }

  void run(Duration time) {
    long end = nowNanos + time.toNanos();
    while (nowNanos < end) {
      nowNanos += STEP.toNanos();
      deliver();
      for (int node = 0; node < replicas.size(); node++) {
        act(node);
      }
    }
  }

  private void deliver() {
    while (!inFlight.isEmpty() && inFlight.peek().dueNanos() <= nowNanos) {
      Message message = inFlight.remove();
      if (!cutOff.contains(message.to())) {
        replicas.get(message.to()).receive(message.vertex());
      }
    }
  }

  private void act(int node) {
    Replica replica = replicas.get(node);
    replica
        .nextVertex(nowNanos, nowNanos / 1_000)
        .ifPresent(
            vertex -> {
              lastVertexNanos.set(node, nowNanos);
              for (int to = 0; to < replicas.size(); to++) {
                send(node, to, vertex);
              }
            });
    long since = nowNanos - lastVertexNanos.get(node);
    catchUps
        .get(node)
        .roundToAskFor(replica.dag(), since, nowNanos)
        .ifPresent(round -> ask(random.nextInt(replicas.size()), node, round));
    for (Settlement settlement : replica.settle()) {
      orders.get(node).add(settlement.checkpoint());
    }
  }

  private void ask(int peer, int asker, long round) {
    for (Vertex vertex : replicas.get(peer).dag().from(round, 64)) {
      send(peer, asker, vertex);
    }
  }

  private void send(int from, int to, Vertex vertex) {
    if (from != to && !cutOff.contains(from)) {
      long delay = (long) (random.nextDouble() * slowestNanos);
      inFlight.add(new Message(nowNanos + delay, to, vertex));
    }
  }

  private record Message(long dueNanos, int to, Vertex vertex) implements Comparable<Message> {
    @Override
    public int compareTo(Message other) {
      return Long.compare(dueNanos, other.dueNanos);
    }
  }
}
