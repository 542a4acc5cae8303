package io.kaldrix.monitor.example.dagnode.fault;

import io.kaldrix.monitor.example.dagnode.node.LedgerNode;

/** A node that hangs: its sockets stay open, but it neither reads nor sends. */
record StalledPeer(LedgerNode node) implements Fault {
  @Override
  public String name() {
    return "stalled-peer";
  }

  @Override
  public String description() {
    return node.name() + " stalls: its sockets stay open, but it neither reads nor sends";
  }

  @Override
  public void inject() {
    node.stall(true);
  }

  @Override
  public void clear() {
    node.stall(false);
  }
}
