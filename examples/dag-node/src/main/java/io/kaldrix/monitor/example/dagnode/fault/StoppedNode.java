package io.kaldrix.monitor.example.dagnode.fault;

import io.kaldrix.monitor.example.dagnode.node.LedgerNode;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A node whose process is gone; cleared, it starts from its vertex log and catches up. */
record StoppedNode(LedgerNode node) implements Fault {
  @Override
  public String name() {
    return "stopped-node";
  }

  @Override
  public String description() {
    return node.name() + " stops: its sockets close and its memory is lost";
  }

  @Override
  public void inject() {
    node.stop();
  }

  @Override
  public void clear() {
    try {
      node.start();
    } catch (IOException e) {
      throw new UncheckedIOException(node.name() + " does not start again", e);
    }
  }
}
