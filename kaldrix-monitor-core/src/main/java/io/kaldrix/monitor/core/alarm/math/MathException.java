package io.kaldrix.monitor.core.alarm.math;

/** A metric math expression that is wrong. The message says what, and where in it. */
public final class MathException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private static final int MOST_SHOWN = 120;

  /**
   * Creates the exception.
   *
   * @param expression the whole expression
   * @param offset the first wrong character, counted from 0
   */
  MathException(String expression, int offset, String problem) {
    super("character " + (offset + 1) + ": " + problem + " in '" + shown(expression) + "'");
  }

  private static String shown(String expression) {
    return expression.length() <= MOST_SHOWN
        ? expression
        : expression.substring(0, MOST_SHOWN) + "…";
  }
}
