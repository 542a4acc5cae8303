package io.kaldrix.monitor.core.template.syntax;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/** Constants as Go writes them. */
final class Constants {

  private static final Pattern INTEGER =
      Pattern.compile(
          "[+-]?(?:0[xX](?:_?[0-9a-fA-F])++|0[bB](?:_?[01])++|0[oO]?(?:_?[0-7])++|0"
              + "|[1-9](?:_?[0-9])*+)");
  private static final Pattern FLOAT =
      Pattern.compile(
          "[+-]?(?:[0-9](?:_?[0-9])*+)?+\\.?(?:[0-9](?:_?[0-9])*+)?+(?:[eE][+-]?[0-9]{1,9})?");
  private static final Pattern HEX_FLOAT =
      Pattern.compile("[+-]?0[xX][0-9a-fA-F_]*+\\.?[0-9a-fA-F_]*+[pP][+-]?[0-9]{1,9}");

  private Constants() {}

  /** Returns the number that a token says: a {@code Long}, or a {@code Double}. */
  static Object number(Source source, Token token) {
    String text = token.text();
    try {
      if (INTEGER.matcher(text).matches()) {
        return integer(text.replace("_", "")).longValueExact();
      }
      boolean digits = text.chars().anyMatch(c -> c >= '0' && c <= '9');
      if (HEX_FLOAT.matcher(text).matches() || (digits && FLOAT.matcher(text).matches())) {
        double value = Double.parseDouble(text.replace("_", ""));
        if (!Double.isInfinite(value)) {
          return value;
        }
      }
    } catch (ArithmeticException e) {
      throw source.error(token.offset(), "number " + token.text() + " overflows 64 bits");
    } catch (NumberFormatException e) {
      throw source.error(token.offset(), "bad number " + token.shown());
    }
    throw source.error(token.offset(), "bad number " + token.shown());
  }

  private static BigInteger integer(String text) {
    boolean negative = text.startsWith("-");
    String digits = text.replaceFirst("^[+-]", "").toLowerCase(Locale.ROOT);
    BigInteger value;
    if (digits.startsWith("0x")) {
      value = new BigInteger(digits.substring(2), 16);
    } else if (digits.startsWith("0b")) {
      value = new BigInteger(digits.substring(2), 2);
    } else if (digits.startsWith("0o")) {
      value = new BigInteger(digits.substring(2), 8);
    } else if (digits.startsWith("0") && digits.length() > 1) {
      value = new BigInteger(digits.substring(1), 8);
    } else {
      value = new BigInteger(digits);
    }
    return negative ? value.negate() : value;
  }

  /** Returns the text within quotes or backticks. */
  static String string(Source source, Token token) {
    String text = token.text();
    String inner = text.substring(1, text.length() - 1);
    if (text.startsWith("`")) {
      return inner.replace("\r", "");
    }
    return inner.indexOf('\\') < 0 ? inner : unescaped(source, token, inner, '"');
  }

  /** Returns the code point of a character in single quotes. */
  static Long character(Source source, Token token) {
    String text = token.text();
    String inner = text.substring(1, text.length() - 1);
    String value = inner.indexOf('\\') < 0 ? inner : unescaped(source, token, inner, '\'');
    if (value.codePointCount(0, value.length()) != 1) {
      throw source.error(token.offset(), "malformed character constant " + token.shown());
    }
    return (long) value.codePointAt(0);
  }

  /** {@code \\x} and {@code \\377} are bytes, of which several may make up one character. */
  private static String unescaped(Source source, Token token, String inner, char quote) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int at = 0;
    while (at < inner.length()) {
      int c = inner.codePointAt(at);
      if (c != '\\') {
        put(bytes, c);
        at += Character.charCount(c);
        continue;
      }
      char kind = at + 1 < inner.length() ? inner.charAt(at + 1) : ' ';
      int simple = "abfnrtv\\".indexOf(kind);
      if (simple >= 0) {
        bytes.write("\u0007\b\f\n\r\t\u000b\\".charAt(simple));
        at += 2;
      } else if (kind == quote) {
        bytes.write(kind);
        at += 2;
      } else {
        int digits = kind == 'x' ? 2 : kind == 'u' ? 4 : kind == 'U' ? 8 : 3;
        boolean octal = kind >= '0' && kind <= '7';
        int from = octal ? at + 1 : at + 2;
        int value = code(inner, from, digits, octal ? 8 : 16);
        boolean known = octal || kind == 'x' || kind == 'u' || kind == 'U';
        if (!known || value < 0 || (octal && value > 255) || !isWhole(kind, value)) {
          throw source.error(token.offset() + 1 + at, "unknown escape in " + token.shown());
        }
        if (kind == 'u' || kind == 'U') {
          put(bytes, value);
        } else {
          bytes.write(value);
        }
        at = from + digits;
      }
    }
    return new String(bytes.toByteArray(), StandardCharsets.UTF_8);
  }

  private static boolean isWhole(char kind, int value) {
    boolean code = kind == 'u' || kind == 'U';
    return !code || (Character.isValidCodePoint(value) && (value < 0xD800 || value > 0xDFFF));
  }

  private static int code(String text, int from, int digits, int radix) {
    if (from + digits > text.length()) {
      return -1;
    }
    long value = 0;
    for (int i = from; i < from + digits; i++) {
      int digit = text.charAt(i) < 128 ? Character.digit(text.charAt(i), radix) : -1;
      if (digit < 0) {
        return -1;
      }
      value = value * radix + digit;
    }
    return value > Character.MAX_CODE_POINT ? -1 : (int) value;
  }

  private static void put(ByteArrayOutputStream bytes, int codePoint) {
    ByteBuffer encoded = StandardCharsets.UTF_8.encode(Character.toString(codePoint));
    while (encoded.hasRemaining()) {
      bytes.write(encoded.get());
    }
  }
}
