package io.kaldrix.monitor.example.dagnode.node;

/**
 * Where one node stands: a whole picture, replaced by its thread and read by any.
 *
 * @param running whether the node takes part
 * @param height the highest round that it holds a vertex of
 * @param confirmedHeight the round of the last committed leader
 * @param confirmed how many transactions are confirmed
 * @param peers how many peers it has heard of lately
 * @param waiting how many transactions wait for a place in a vertex
 * @param participation the share of validators with a vertex in the last ten rounds, from 0 to 1
 * @param lastCommitNanos when it last committed, or started, on the scale of {@link
 *     System#nanoTime}
 */
record NodeStatus(
    boolean running,
    long height,
    long confirmedHeight,
    long confirmed,
    int peers,
    int waiting,
    double participation,
    long lastCommitNanos) {

  /** Returns the picture of a node that has never run. */
  static NodeStatus fresh() {
    return new NodeStatus(false, 0, 0, 0, 0, 0, 0, System.nanoTime());
  }

  /** Returns the picture after the node has stopped: its heights stay, its company is gone. */
  NodeStatus stopped() {
    return new NodeStatus(false, height, confirmedHeight, confirmed, 0, 0, 0, lastCommitNanos);
  }

  /** Returns seconds since the last commit. */
  double commitAgeSeconds() {
    return (System.nanoTime() - lastCommitNanos) / 1e9;
  }
}
