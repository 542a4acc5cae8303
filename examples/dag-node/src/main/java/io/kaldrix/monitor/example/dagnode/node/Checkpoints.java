package io.kaldrix.monitor.example.dagnode.node;

import io.kaldrix.monitor.example.dagnode.ledger.Checkpoint;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last {@value #KEPT} checkpoints of one node, oldest first. Threads may share it. */
final class Checkpoints {
  static final int KEPT = 1_000;

  private final Deque<Checkpoint> last = new ArrayDeque<>();

  synchronized void add(Checkpoint checkpoint) {
    if (last.size() == KEPT) {
      last.removeFirst();
    }
    last.addLast(checkpoint);
  }

  synchronized void clear() {
    last.clear();
  }

  synchronized List<Checkpoint> list() {
    return List.copyOf(last);
  }
}
