package io.kaldrix.monitor.example.dagnode.consensus;

import io.kaldrix.monitor.example.dagnode.ledger.Checkpoint;
import java.util.List;

/**
 * What one commit did to the ledger.
 *
 * @param vertices how many vertices it put in order
 * @param bundles their bundles, in order
 * @param checkpoint where the ledger stands after it
 */
public record Settlement(int vertices, List<Settled> bundles, Checkpoint checkpoint) {
  public Settlement {
    bundles = List.copyOf(bundles);
  }
}
