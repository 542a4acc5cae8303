package io.kaldrix.monitor.example.dagnode.node;

import io.kaldrix.monitor.example.dagnode.dag.Committee;
import io.kaldrix.monitor.example.dagnode.dag.Seat;
import io.kaldrix.monitor.example.dagnode.ledger.Bundle;
import io.kaldrix.monitor.example.dagnode.ledger.Wallet;
import io.kaldrix.monitor.example.dagnode.signature.Account;
import io.kaldrix.monitor.example.dagnode.signature.Signer;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Several nodes in this process that keep one ledger, connected by loopback sockets and by nothing
 * else. Threads may share it.
 */
public final class LedgerNetwork implements AutoCloseable {
  /** Coins in each wallet at the beginning. */
  public static final long OPENING_COINS = 1_000_000;

  private static final String METERS = "dag.";
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

  private final MeterRegistry registry;
  private final List<Wallet> wallets;
  private final Map<Account, Integer> homes = new HashMap<>();
  private final List<LedgerNode> nodes = new ArrayList<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private long changes; // guarded by lock

  private LedgerNetwork(NetworkSettings settings, MeterRegistry registry) {
    this.registry = registry;
    this.wallets = Stream.generate(Wallet::new).limit(settings.wallets()).toList();
    Map<Account, Long> opening = new HashMap<>();
    for (Wallet wallet : wallets) {
      homes.put(wallet.account(), homes.size() % settings.nodes());
      opening.put(wallet.account(), OPENING_COINS);
    }
    List<Signer> signers = Stream.generate(Signer::create).limit(settings.nodes()).toList();
    Committee committee = new Committee(signers.stream().map(Signer::account).toList());
    for (int i = 0; i < settings.nodes(); i++) {
      String name = "node-" + (i + 1);
      NodeSetup setup =
          new NodeSetup(
              name,
              new Seat(committee, i, signers.get(i)),
              opening,
              settings.roundInterval(),
              logFile(settings, name),
              index -> nodes.get(index).port(),
              InstantSource.system());
      nodes.add(new LedgerNode(setup, registry, this::signalChange));
    }
  }

  /**
   * Starts a network with a new ledger.
   *
   * @param registry takes the meters of all nodes, told apart by the tag {@code node}
   * @throws IOException if the data directory cannot be written or no port is free
   */
  public static LedgerNetwork start(NetworkSettings settings, MeterRegistry registry)
      throws IOException {
    Files.createDirectories(settings.dataDirectory());
    LedgerNetwork network = new LedgerNetwork(settings, registry);
    try {
      for (LedgerNode node : network.nodes) {
        Files.deleteIfExists(logFile(settings, node.name()));
        node.start();
      }
      return network;
    } catch (IOException e) {
      network.close();
      throw e;
    }
  }

  /** Returns the nodes, {@code node-1} first. */
  public List<LedgerNode> nodes() {
    return List.copyOf(nodes);
  }

  /**
   * Returns the node called {@code name}.
   *
   * @throws IllegalArgumentException if there is none
   */
  public LedgerNode node(String name) {
    return nodes.stream()
        .filter(node -> node.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "node is '%s', must be node-1 to node-%d".formatted(name, nodes.size())));
  }

  /** Returns the wallets that own all the coins. */
  public List<Wallet> wallets() {
    return wallets;
  }

  /**
   * Hands {@code bundle} to its payer's home node, or to the next one that runs.
   *
   * @return whether a node took it
   */
  public boolean submit(Bundle bundle) {
    int home = homes.getOrDefault(bundle.from(), 0);
    for (int i = 0; i < nodes.size(); i++) {
      LedgerNode node = nodes.get((home + i) % nodes.size());
      if (node.submit(bundle)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Waits until {@code condition} holds, looking again after every commit and now and then.
   *
   * @return whether it holds; false if {@code atMost} passed or the thread was interrupted before
   */
  public boolean await(BooleanSupplier condition, Duration atMost) {
    long end = System.nanoTime() + atMost.toNanos();
    try {
      while (!condition.getAsBoolean()) {
        long left = end - System.nanoTime();
        if (left <= 0) {
          return false;
        }
        awaitChange(Math.min(left, LOOK_AGAIN.toNanos()));
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Stops all nodes and takes their meters out of the registry. */
  @Override
  public void close() {
    nodes.forEach(LedgerNode::stop);
    registry.getMeters().stream().filter(meter -> isOurs(meter.getId())).forEach(registry::remove);
  }

  private boolean isOurs(Meter.Id id) {
    String node = id.getTag("node");
    return id.getName().startsWith(METERS)
        && nodes.stream().anyMatch(each -> each.name().equals(node));
  }

  private void awaitChange(long atMostNanos) throws InterruptedException {
    lock.lock();
    try {
      long before = changes;
      long left = atMostNanos;
      while (changes == before && left > 0) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  private void signalChange() {
    lock.lock();
    try {
      changes++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private static Path logFile(NetworkSettings settings, String name) {
    return settings.dataDirectory().resolve(name + ".vertices");
  }
}
