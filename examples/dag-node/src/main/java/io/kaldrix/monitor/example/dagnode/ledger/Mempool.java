package io.kaldrix.monitor.example.dagnode.ledger;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Bundles that wait for a place in a vertex, oldest first. Not for sharing between threads. */
public final class Mempool {
  private final Deque<Bundle> waiting = new ArrayDeque<>();
  private int transactions;

  /** Adds {@code bundle} as the newest. */
  public void add(Bundle bundle) {
    waiting.addLast(bundle);
    transactions += bundle.transactions().size();
  }

  /** Puts {@code bundles} back in front, in their order. */
  public void putBack(List<Bundle> bundles) {
    for (int i = bundles.size() - 1; i >= 0; i--) {
      waiting.addFirst(bundles.get(i));
      transactions += bundles.get(i).transactions().size();
    }
  }

  /** Takes out the oldest bundles that together hold at most {@code limit} transactions. */
  public List<Bundle> take(int limit) {
    List<Bundle> taken = new ArrayList<>();
    int room = limit;
    while (!waiting.isEmpty() && waiting.getFirst().transactions().size() <= room) {
      Bundle bundle = waiting.removeFirst();
      room -= bundle.transactions().size();
      taken.add(bundle);
    }
    transactions -= limit - room;
    return taken;
  }

  /** Returns how many transactions wait. */
  public int size() {
    return transactions;
  }
}
