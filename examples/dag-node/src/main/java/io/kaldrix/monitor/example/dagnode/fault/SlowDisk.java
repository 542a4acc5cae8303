package io.kaldrix.monitor.example.dagnode.fault;

import io.kaldrix.monitor.example.dagnode.node.LedgerNode;
import java.time.Duration;

/** A disk that takes its time over every write of one node. */
record SlowDisk(LedgerNode node, Duration delay) implements Fault {
  @Override
  public String name() {
    return "slow-disk";
  }

  @Override
  public String description() {
    return "every write of %s to its disk takes %d ms longer"
        .formatted(node.name(), delay.toMillis());
  }

  @Override
  public void inject() {
    node.slowDisk(delay);
  }

  @Override
  public void clear() {
    node.slowDisk(Duration.ZERO);
  }
}
