package io.kaldrix.monitor.api.query;

/** An expression that cannot be parsed or evaluated. The message says what, and where in it. */
public final class QueryException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** The offset of an error that concerns the whole expression. */
  public static final int NOWHERE = -1;

  private final String expression;
  private final int offset;

  /**
   * Creates the exception.
   *
   * @param expression the whole expression
   * @param offset the first wrong character, counted from 0, or {@link #NOWHERE}
   * @param problem what is wrong and what was allowed
   */
  public QueryException(String expression, int offset, String problem) {
    super(messageOf(expression, offset, problem));
    this.expression = expression;
    this.offset = offset;
  }

  /** Returns the whole expression. */
  public String expression() {
    return expression;
  }

  /** Returns the first wrong character's offset from 0, or {@link #NOWHERE}. */
  public int offset() {
    return offset;
  }

  private static String messageOf(String expression, int offset, String problem) {
    if (offset < 0) {
      return problem + " in '" + expression + "'";
    }
    String before = expression.substring(0, Math.min(offset, expression.length()));
    int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
    int column = before.length() - before.lastIndexOf('\n');
    return line + ":" + column + ": " + problem + " in '" + expression + "'";
  }
}
