package io.kaldrix.monitor.example.dagnode.consensus;

import io.kaldrix.monitor.example.dagnode.ledger.Bundle;
import io.kaldrix.monitor.example.dagnode.ledger.Verdict;
import java.util.List;
import java.util.OptionalLong;

/**
 * A bundle that has its place in the order, and what became of it.
 *
 * @param bundle the bundle
 * @param verdicts one for each of its transactions, in their order
 * @param submittedNanos when this node took it in, on the scale of {@link System#nanoTime}; empty
 *     if another node did
 */
public record Settled(Bundle bundle, List<Verdict> verdicts, OptionalLong submittedNanos) {
  public Settled {
    verdicts = List.copyOf(verdicts);
  }
}
