package io.kaldrix.monitor.core.query.ast;

/**
 * Where a part of an expression begins in its text.
 *
 * <p>All positions are equal: the same expression is the same wherever it stands, so that trees can
 * be compared and shared sub-expressions found.
 */
public final class Position {

  private final int offset;

  /**
   * Creates a position.
   *
   * @param offset the first character, counted from 0
   */
  public Position(int offset) {
    this.offset = offset;
  }

  /** Returns the first character, counted from 0. */
  public int offset() {
    return offset;
  }

  /** Returns {@code line:column} of this position in {@code text}, both counted from 1. */
  public String lineAndColumn(String text) {
    String before = text.substring(0, Math.min(offset, text.length()));
    int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
    return line + ":" + (before.length() - before.lastIndexOf('\n'));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Position;
  }

  @Override
  public int hashCode() {
    return 0;
  }

  @Override
  public String toString() {
    return "@" + offset;
  }
}
