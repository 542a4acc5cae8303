package io.kaldrix.monitor.api.label;

/**
 * One name and its value.
 *
 * @param name any non-empty text, {@code [a-zA-Z_][a-zA-Z0-9_]*} by custom
 * @param value any text; the empty text says the same as no label at all
 */
public record Label(String name, String value) {

  /** The label that holds a metric's name. */
  public static final String METRIC_NAME = "__name__";

  /** Creates a label. */
  public Label {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("label name is empty, must be one character or more");
    }
  }

  /** Returns the label as a selector writes it, such as {@code job="api"}. */
  @Override
  public String toString() {
    return name + "=" + quoted(value);
  }

  static String quoted(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '\n' -> quoted.append("\\n");
        default -> quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
