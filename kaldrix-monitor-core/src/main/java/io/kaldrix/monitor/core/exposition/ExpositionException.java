package io.kaldrix.monitor.core.exposition;

/** Says what is wrong with a page, where, and what was allowed there. */
public final class ExpositionException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final int line;

  ExpositionException(int line, String problem) {
    super("line " + line + ": " + problem);
    this.line = line;
  }

  /** Returns the number of the line, counted from 1. */
  public int line() {
    return line;
  }
}
