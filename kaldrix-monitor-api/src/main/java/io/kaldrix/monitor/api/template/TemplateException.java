package io.kaldrix.monitor.api.template;

/**
 * A template that is wrong or cannot be filled. The message says what, and where in its text.
 *
 * <p>Shaped like Go's: {@code template: NAME:LINE:COLUMN: PROBLEM}.
 */
public final class TemplateException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String template;
  private final int offset;

  /**
   * Creates the exception.
   *
   * @param template what the template is called
   * @param text its text
   * @param offset the first wrong character in the text, counted from 0
   * @param problem what is wrong and what was allowed
   */
  public TemplateException(String template, String text, int offset, String problem) {
    super("template: " + template + ":" + place(text, offset) + ": " + problem);
    this.template = template;
    this.offset = offset;
  }

  /** Returns what the template is called. */
  public String template() {
    return template;
  }

  /** Returns the first wrong character's offset in the template's text, from 0. */
  public int offset() {
    return offset;
  }

  private static String place(String text, int offset) {
    String before = text.substring(0, Math.min(offset, text.length()));
    int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
    int column = before.length() - before.lastIndexOf('\n');
    return line + ":" + column;
  }
}
