package io.kaldrix.monitor.example.dagnode.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaldrix.monitor.example.dagnode.ledger.Checkpoint;
import java.util.HashMap;
import java.util.Map;

/** What a test knows of the order that nodes agree on. */
public final class Order {
  private Order() {}

  /** Asserts that no two nodes of {@code network} stood elsewhere after the same commit. */
  public static void assertOne(LedgerNetwork network) {
    Map<Long, Checkpoint> byRound = new HashMap<>();
    for (LedgerNode node : network.nodes()) {
      assertThat(node.confirmed()).as(node.name()).isNotEmpty();
      for (Checkpoint checkpoint : node.confirmed()) {
        Checkpoint before = byRound.putIfAbsent(checkpoint.round(), checkpoint);
        assertThat(before == null ? checkpoint : before).as(node.name()).isEqualTo(checkpoint);
      }
    }
  }
}
