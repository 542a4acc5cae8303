package io.kaldrix.monitor.example.dagnode.node;

import io.kaldrix.monitor.example.dagnode.ledger.Bundle;
import io.kaldrix.monitor.example.dagnode.ledger.Checkpoint;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A node that can be stopped and started again: its port, its vertex log and its meters stay, its
 * memory goes. Threads may share it.
 */
public final class LedgerNode {
  private static final long STOP_SECONDS = 10;

  private final NodeSetup setup;
  private final NodeState state;
  private final TransactionMeters transactions;
  private final VertexMeters vertices;
  private @Nullable NodeRun run;
  private @Nullable Thread thread;
  private volatile int port;

  /**
   * Creates a node that does not run yet.
   *
   * @param changed called by the node's thread after every commit and stop
   */
  LedgerNode(NodeSetup setup, MeterRegistry registry, Runnable changed) {
    Tags tags = Tags.of("node", setup.name());
    this.setup = setup;
    this.state = new NodeState(changed);
    this.transactions = new TransactionMeters(registry, tags);
    this.vertices = new VertexMeters(registry, tags);
    StateMeters.register(registry, tags, state);
  }

  /** Returns the node's name, such as {@code node-1}, which is also the tag of its meters. */
  public String name() {
    return setup.name();
  }

  /** Returns the loopback port that the node listens on, 0 before its first start. */
  public int port() {
    return port;
  }

  /** Returns whether the node takes part. */
  public boolean isRunning() {
    return state.status().running();
  }

  /** Returns the highest round that the node holds a vertex of. */
  public long height() {
    return state.status().height();
  }

  /** Returns the round of the last committed leader. */
  public long confirmedHeight() {
    return state.status().confirmedHeight();
  }

  /** Returns how many transactions are confirmed. */
  public long confirmedTransactions() {
    return state.status().confirmed();
  }

  /** Returns how many peers the node has heard of lately. */
  public int connectedPeers() {
    return state.status().peers();
  }

  /** Returns where the ledger stood after each of the last thousand commits, oldest first. */
  public List<Checkpoint> confirmed() {
    return state.checkpoints().list();
  }

  /** Hands {@code bundle} to the node and returns whether it had room for it. */
  public synchronized boolean submit(Bundle bundle) {
    return run != null && isRunning() && run.submit(bundle);
  }

  /**
   * Starts the node where its vertex log ends, on the port it had before. Does nothing if it runs.
   *
   * @throws IOException if the log cannot be read or the port is taken
   */
  public synchronized void start() throws IOException {
    if (thread != null && thread.isAlive()) {
      return;
    }
    NodeRun next = new NodeRun(setup, state, transactions, vertices, port);
    port = next.port();
    run = next;
    thread = new Thread(next, "dag-" + name());
    thread.setDaemon(true);
    thread.start();
  }

  /** Stops the node and returns once its thread is gone. Does nothing if it does not run. */
  public synchronized void stop() {
    if (run == null || thread == null) {
      return;
    }
    run.stop();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    run = null;
    thread = null;
  }

  /** Makes the node neither read nor send, or ends that. Its connections stay open. */
  public void stall(boolean stalled) {
    state.setStalled(stalled);
  }

  /** Makes each write to the disk take {@code delay} longer; zero ends that. */
  public void slowDisk(Duration delay) {
    if (delay.isNegative()) {
      throw new IllegalArgumentException("delay is " + delay + ", must be zero or more");
    }
    state.setDiskDelay(delay);
  }
}
