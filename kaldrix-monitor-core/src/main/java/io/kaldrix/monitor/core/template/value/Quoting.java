package io.kaldrix.monitor.core.template.value;

import java.util.Locale;

/** Texts in quotes as Go writes them. */
final class Quoting {

  private Quoting() {}

  /** Returns a text between double quotes. */
  static String text(String text, boolean asciiOnly) {
    return quoted(text, '"', asciiOnly);
  }

  /** Returns a character between single quotes. */
  static String character(long code, boolean asciiOnly) {
    boolean valid = code >= 0 && code <= Character.MAX_CODE_POINT;
    return quoted(Character.toString(valid ? (int) code : 0xFFFD), '\'', asciiOnly);
  }

  private static String quoted(String text, char quote, boolean asciiOnly) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append(quote);
    text.codePoints().forEach(c -> append(quoted, c, quote, asciiOnly));
    return quoted.append(quote).toString();
  }

  private static void append(StringBuilder quoted, int c, char quote, boolean asciiOnly) {
    int simple = "\u0007\b\f\n\r\t\u000b\\".indexOf(c);
    if (c == quote) {
      quoted.append('\\').append(quote);
    } else if (simple >= 0) {
      quoted.append('\\').append("abfnrtv\\".charAt(simple));
    } else if (isPrintable(c) && (c < 128 || !asciiOnly)) {
      quoted.appendCodePoint(c);
    } else if (c < 32 || c == 127) {
      quoted.append(String.format(Locale.ROOT, "\\x%02x", c));
    } else if (c < 0x10000) {
      quoted.append(String.format(Locale.ROOT, "\\u%04x", c));
    } else {
      quoted.append(String.format(Locale.ROOT, "\\U%08x", c));
    }
  }

  /** Letters, marks, numbers, punctuation, symbols and the plain space. */
  static boolean isPrintable(int c) {
    return switch (Character.getType(c)) {
      case Character.UNASSIGNED,
          Character.CONTROL,
          Character.FORMAT,
          Character.PRIVATE_USE,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> c == ' ';
      default -> true;
    };
  }
}
