package io.kaldrix.monitor.example.dagnode.gossip;

import java.util.concurrent.atomic.LongAdder;

/** How many bytes one node has sent and received, over all its lives. Threads may share it. */
public final class Traffic {
  private final LongAdder sent = new LongAdder();
  private final LongAdder received = new LongAdder();

  /** Returns the bytes sent so far. */
  public long sent() {
    return sent.sum();
  }

  /** Returns the bytes received so far. */
  public long received() {
    return received.sum();
  }

  void addSent(long bytes) {
    sent.add(bytes);
  }

  void addReceived(long bytes) {
    received.add(bytes);
  }
}
