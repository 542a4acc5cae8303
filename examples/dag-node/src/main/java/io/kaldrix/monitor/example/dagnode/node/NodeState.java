package io.kaldrix.monitor.example.dagnode.node;

import io.kaldrix.monitor.example.dagnode.gossip.Traffic;
import java.time.Duration;

/**
 * What a node's thread shares with others, and what outlives a restart of the node in memory.
 * Threads may share it.
 */
final class NodeState {
  private final Traffic traffic = new Traffic();
  private final Checkpoints checkpoints = new Checkpoints();
  private final Runnable changed;
  private volatile NodeStatus status = NodeStatus.fresh();
  private volatile Duration diskDelay = Duration.ZERO;
  private volatile boolean stalled;

  /**
   * Creates the state of a node that has never run.
   *
   * @param changed called after every commit, start and stop, by the thread that did it
   */
  NodeState(Runnable changed) {
    this.changed = changed;
  }

  Traffic traffic() {
    return traffic;
  }

  Checkpoints checkpoints() {
    return checkpoints;
  }

  NodeStatus status() {
    return status;
  }

  void setStatus(NodeStatus next) {
    status = next;
  }

  void tellChange() {
    changed.run();
  }

  /** Returns how much longer each write to the disk takes than it needs; a fault sets it. */
  Duration diskDelay() {
    return diskDelay;
  }

  void setDiskDelay(Duration delay) {
    diskDelay = delay;
  }

  /** Returns whether the node neither reads nor sends; a fault sets it. */
  boolean isStalled() {
    return stalled;
  }

  void setStalled(boolean stall) {
    stalled = stall;
  }
}
