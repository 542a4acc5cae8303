package io.kaldrix.monitor.example.dagnode.fault;

import io.kaldrix.monitor.example.dagnode.node.LedgerNetwork;
import java.time.Duration;

/**
 * The faults that can be injected into one network.
 *
 * @param network where they happen
 */
public record Faults(LedgerNetwork network) {
  /** Returns a fault that stops the node called {@code name} and starts it again. */
  public Fault stopNode(String name) {
    return new StoppedNode(network.node(name));
  }

  /** Returns a fault that makes the node called {@code name} hang. */
  public Fault stallPeer(String name) {
    return new StalledPeer(network.node(name));
  }

  /**
   * Returns a fault that sends forged transactions to all nodes from outside.
   *
   * @param ratePerSecond how many a second over all nodes, over 0
   */
  public Fault forgedSignatures(double ratePerSecond) {
    return new ForgedSignatures(network, ratePerSecond);
  }

  /** Returns a fault that makes each write of the node called {@code name} take longer. */
  public Fault slowDisk(String name, Duration delay) {
    return new SlowDisk(network.node(name), delay);
  }
}
