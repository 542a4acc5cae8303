package io.kaldrix.monitor.core.alarm.math;

/** What a part of an expression is. */
enum MathType {
  /** One number. */
  SCALAR("a number"),
  /** A time series. */
  SERIES("a time series"),
  /** Time series in order. */
  ARRAY("an array of time series"),
  /** A quoted text. */
  TEXT("a text"),
  /** A word that a function understands. */
  WORD("a word");

  private final String words;

  MathType(String words) {
    this.words = words;
  }

  @Override
  public String toString() {
    return words;
  }
}
