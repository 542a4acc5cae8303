package io.kaldrix.monitor.core.series;

import java.util.Arrays;

/** Blocks in ascending order of time. Immutable; may be shared between threads. */
final class History {

  static final History EMPTY = new History(new HistoryBlock[0]);

  private final HistoryBlock[] blocks;
  private final long bytes;

  private History(HistoryBlock[] blocks) {
    this.blocks = blocks;
    long sum = 0;
    for (HistoryBlock block : blocks) {
      sum += block.bytes();
    }
    this.bytes = sum;
  }

  History with(HistoryBlock newest) {
    HistoryBlock[] more = Arrays.copyOf(blocks, blocks.length + 1);
    more[blocks.length] = newest;
    return new History(more);
  }

  History withoutOldest() {
    return new History(Arrays.copyOfRange(blocks, 1, blocks.length));
  }

  boolean isEmpty() {
    return blocks.length == 0;
  }

  HistoryBlock oldest() {
    return blocks[0];
  }

  long bytes() {
    return bytes;
  }

  /**
   * Visits the samples in a slot from {@code fromMillis} to {@code toMillis}, both included, of
   * rows before {@code endRow}, the oldest first.
   */
  void read(
      int slot,
      long fromMillis,
      long toMillis,
      long endRow,
      HistoryBlock.Scratch scratch,
      RowRing.SampleVisitor visitor) {
    if (blocks.length == 0 || blocks[blocks.length - 1].newestMillis() < fromMillis) {
      return;
    }
    for (HistoryBlock block : blocks) {
      if (block.firstRow() >= endRow || block.oldestMillis() > toMillis) {
        return;
      }
      block.read(slot, fromMillis, toMillis, endRow, scratch, visitor);
    }
  }
}
