package io.kaldrix.monitor.core.exposition;

/** A place in one line that moves forward. For one thread. */
final class LineCursor {

  private static final int MOST_SHOWN = 60;

  private String line = "";
  private int number;
  private int at;

  /** Goes to the beginning of another line. */
  void begin(String text, int lineNumber) {
    line = text;
    number = lineNumber;
    at = 0;
  }

  boolean atEnd() {
    return at == line.length();
  }

  /** Returns the character here, 0 at the end. */
  char peek() {
    return atEnd() ? 0 : line.charAt(at);
  }

  /** Goes past {@code expected} if it is here, and returns whether it was. */
  boolean take(char expected) {
    if (!atEnd() && line.charAt(at) == expected) {
      at++;
      return true;
    }
    return false;
  }

  /** Goes past {@code expected}, which must be here. */
  void need(char expected, String allowed) {
    if (!take(expected)) {
      throw unexpected(allowed);
    }
  }

  /** Goes past blanks, and returns whether there were any. */
  boolean skipBlanks() {
    int before = at;
    while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
      at++;
    }
    return at > before;
  }

  /** Goes past what is left up to a blank or the end, and returns it. */
  String word() {
    int start = at;
    while (at < line.length() && line.charAt(at) != ' ' && line.charAt(at) != '\t') {
      at++;
    }
    return line.substring(start, at);
  }

  /** Goes past a name of letters, digits and {@code _}, and of colons if they are allowed. */
  String name(boolean colons) {
    int start = at;
    while (at < line.length() && isOfName(line.charAt(at), at > start, colons)) {
      at++;
    }
    return line.substring(start, at);
  }

  private static boolean isOfName(char c, boolean digits, boolean colons) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || c == '_'
        || (digits && c >= '0' && c <= '9')
        || (colons && c == ':');
  }

  /** Goes past a text in double quotes, which begins here, and returns what it says. */
  String quoted() {
    need('"', "a text in double quotes");
    int start = at;
    while (at < line.length() && line.charAt(at) != '"') {
      at += line.charAt(at) == '\\' ? 2 : 1;
    }
    if (at >= line.length()) {
      at = start - 1;
      throw unexpected("a text in double quotes that also end");
    }
    String text = unescaped(line.substring(start, at), true);
    at++;
    return text;
  }

  /** Returns the rest of the line. */
  String rest() {
    String rest = line.substring(at);
    at = line.length();
    return rest;
  }

  /** Returns the text with {@code \\}, {@code \n} and {@code \"} replaced; others stay. */
  static String unescaped(String text, boolean quotes) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      char next = c == '\\' && i + 1 < text.length() ? text.charAt(i + 1) : 0;
      if (next == 'n') {
        plain.append('\n');
        i++;
      } else if (next == '\\' || (quotes && next == '"')) {
        plain.append(next);
        i++;
      } else {
        plain.append(c);
      }
    }
    return plain.toString();
  }

  /** Returns the error that here is something else than what is allowed. */
  ExpositionException unexpected(String allowed) {
    String before = at == 0 ? "" : " after '" + shown(line.substring(0, at)) + "'";
    String here = atEnd() ? "the line ends" : "it goes on with '" + shown(line.substring(at)) + "'";
    return refused(here + before + ", must be " + allowed);
  }

  /** Returns the error that what was just read is not as it must be. */
  ExpositionException wrong(String what, String word, String allowed) {
    String text = what + " is '" + shown(word) + "' in '" + shown(line) + "'";
    return refused(text + ", must be " + allowed);
  }

  /** Returns the error about the line as a whole. */
  ExpositionException refused(String problem) {
    return new ExpositionException(number, problem);
  }

  /** Returns the text as messages show it: cut, and without what would upset a terminal. */
  static String shown(String text) {
    int end = text.length() <= MOST_SHOWN ? text.length() : MOST_SHOWN;
    StringBuilder shown = new StringBuilder(end);
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      shown.append(Character.isISOControl(c) ? '\uFFFD' : c);
    }
    return end < text.length() ? shown.append('…').toString() : shown.toString();
  }
}
