package io.kaldrix.monitor.core.series;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Gives out slots from 1 up, those given back first, so that rows stay as narrow as they can. Slot
 * 0 is nobody's: what is refused can be written there without a branch, and is never read.
 */
final class SlotAllocator {

  static final int NOBODYS = 0;

  private final Deque<Integer> free = new ArrayDeque<>();
  private int next = 1;

  int take() {
    Integer freed = free.poll();
    return freed == null ? next++ : freed;
  }

  void giveBack(int slot) {
    free.push(slot);
  }

  /** Returns how many slots are out. */
  int size() {
    return next - 1 - free.size();
  }

  /** Returns a number above that of every slot out. */
  int end() {
    return next;
  }

  /** Returns a width that holds every slot out and a quarter more, so that rows seldom grow. */
  int roomyWidth() {
    return Math.max(64, next + next / 4);
  }
}
