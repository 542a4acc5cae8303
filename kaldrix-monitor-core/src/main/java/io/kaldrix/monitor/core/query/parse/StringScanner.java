package io.kaldrix.monitor.core.query.parse;

import io.kaldrix.monitor.core.query.ast.QuotedText;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Reads a text in quotes, with the escapes of Go; in backticks nothing is escaped. */
final class StringScanner {

  /**
   * A text that was read.
   *
   * @param value what it says
   * @param end the first character behind it
   */
  record Scanned(String value, int end) {}

  private final Source source;
  private final String text;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private int at;

  private StringScanner(Source source, int at) {
    this.source = source;
    this.text = source.text();
    this.at = at;
  }

  static Scanned scan(Source source, int from) {
    StringScanner scanner = new StringScanner(source, from);
    return source.text().charAt(from) == '`' ? scanner.raw() : scanner.escaped();
  }

  private Scanned raw() {
    int end = text.indexOf('`', at + 1);
    if (end < 0) {
      throw source.error(at, "unterminated raw string, expected \"`\"");
    }
    int from = at + 1;
    for (at = from; at < end; ) {
      character();
    }
    return new Scanned(text.substring(from, end), end + 1);
  }

  private Scanned escaped() {
    int from = at;
    char quote = text.charAt(at++);
    while (at < text.length() && text.charAt(at) != '\n') {
      char c = text.charAt(at);
      if (c == quote) {
        return new Scanned(QuotedText.ofBytes(bytes.toByteArray()), at + 1);
      }
      if (c == '\\') {
        escape(quote);
      } else {
        character();
      }
    }
    throw source.error(from, "unterminated quoted string, expected " + quote);
  }

  private void character() {
    int c = text.codePointAt(at);
    if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
      throw source.error(at, "invalid UTF-8 rune");
    }
    put(c);
    at += Character.charCount(c);
  }

  private void put(int c) {
    bytes.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
  }

  private void escape(char quote) {
    int from = at++;
    if (at == text.length()) {
      throw source.error(from, "escape sequence not terminated");
    }
    char c = text.charAt(at++);
    switch (c) {
      case 'a' -> put(0x07);
      case 'b' -> put('\b');
      case 'f' -> put('\f');
      case 'n' -> put('\n');
      case 'r' -> put('\r');
      case 't' -> put('\t');
      case 'v' -> put(0x0b);
      case '\\' -> put('\\');
      case 'x' -> bytes.write(digits(from, 2, 16));
      case 'u' -> codePoint(from, digits(from, 4, 16));
      case 'U' -> codePoint(from, digits(from, 8, 16));
      case '0', '1', '2', '3', '4', '5', '6', '7' -> {
        at--;
        int octal = digits(from, 3, 8);
        if (octal > 0xff) {
          throw source.error(from, "escape sequence is a byte above \\377");
        }
        bytes.write(octal);
      }
      default -> {
        if (c != quote) {
          int found = text.codePointAt(at - 1);
          throw source.error(
              from,
              String.format("unknown escape sequence U+%04X '%s'", found, Character.toString(found))
                  + ", allowed are \\a \\b \\f \\n \\r \\t \\v \\\\ \\"
                  + quote
                  + " \\xFF \\377 \\uFFFF \\U0010FFFF");
        }
        put(c);
      }
    }
  }

  private int digits(int from, int count, int radix) {
    long value = 0;
    for (int i = 0; i < count; i++) {
      int digit = at < text.length() ? Character.digit(text.charAt(at), radix) : -1;
      if (digit < 0 || text.charAt(at) > 0x7f) {
        throw source.error(
            from, "escape sequence needs " + count + " digits of base " + radix + ", found " + i);
      }
      value = value * radix + digit;
      at++;
    }
    return (int) Math.min(value, Integer.MAX_VALUE);
  }

  private void codePoint(int from, int c) {
    boolean surrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    if (c > Character.MAX_CODE_POINT || surrogate) {
      throw source.error(from, "escape sequence is an invalid Unicode code point");
    }
    put(c);
  }
}
