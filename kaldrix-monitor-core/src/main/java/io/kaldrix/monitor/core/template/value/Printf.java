package io.kaldrix.monitor.core.template.value;

import io.kaldrix.monitor.api.template.TemplateObject;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Go's {@code fmt.Sprintf}: verbs, flags, width, precision, argument indexes; a wrong verb or
 * missing argument shows in the text and is no error.
 *
 * <p>Source: documentation of Go's package {@code fmt}.
 */
public final class Printf {

  private static final int LARGEST_WIDTH = 1_000_000;

  private final String format;
  private final List<@Nullable Object> arguments;
  private final Budget budget;
  private final StringBuilder text = new StringBuilder();
  private int at;
  private int next;
  private boolean reordered;
  private boolean goodIndex = true;

  private boolean counted; // whether the number read last came from an argument

  private boolean plus;
  private boolean minus;
  private boolean sharp;
  private boolean space;
  private boolean zero;
  private int width;
  private int precision;

  private Printf(String format, List<@Nullable Object> arguments, Budget budget) {
    this.format = format;
    this.arguments = arguments;
    this.budget = budget;
  }

  /** Returns the format with its verbs filled. */
  public static String format(String format, List<@Nullable Object> arguments, Budget budget) {
    Printf printf = new Printf(format, arguments, budget);
    printf.run();
    return budget.text(printf.text.toString());
  }

  private void run() {
    while (at < format.length()) {
      int percent = format.indexOf('%', at);
      if (percent < 0) {
        text.append(format, at, format.length());
        break;
      }
      text.append(format, at, percent);
      at = percent + 1;
      directive();
      budget.spend(1);
      budget.characters(text.length());
    }
    if (!reordered && next < arguments.size()) {
      extra();
    }
  }

  private void extra() {
    text.append("%!(EXTRA ");
    String separator = "";
    for (Object argument : arguments.subList(next, arguments.size())) {
      text.append(separator);
      separator = ", ";
      text.append(argument == null ? "<nil>" : typed(argument));
    }
    text.append(')');
  }

  private String typed(@Nullable Object argument) {
    return Values.typeName(argument) + "=" + ValueText.of(argument, budget);
  }

  private void directive() {
    flags();
    goodIndex = true;
    boolean indexed = index();
    width = number(false);
    if (width >= 0) {
      goodIndex &= !indexed || counted; // an index stands before * or the verb, not before digits
      indexed = false;
    }
    precision = -1;
    if (at < format.length() && format.charAt(at) == '.') {
      goodIndex &= !indexed;
      at++;
      indexed = index();
      precision = number(true);
      goodIndex &= !indexed || precision < 0 || counted;
      indexed &= precision < 0;
      precision = Math.max(0, precision);
    }
    if (!indexed) {
      index();
    }
    if (at >= format.length()) {
      text.append("%!(NOVERB)");
      return;
    }
    int verb = format.codePointAt(at);
    at += Character.charCount(verb);
    if (verb == '%') {
      text.append('%');
    } else if (!goodIndex) {
      text.append("%!").appendCodePoint(verb).append("(BADINDEX)");
    } else if (next >= arguments.size()) {
      text.append("%!").appendCodePoint(verb).append("(MISSING)");
    } else {
      if (verb == 'v') { // there its plus would ask for field names
        plus = false;
        sharp = false;
      }
      print(arguments.get(next++), verb);
    }
  }

  private void flags() {
    plus = minus = sharp = space = zero = false;
    for (; at < format.length(); at++) {
      switch (format.charAt(at)) {
        case '+' -> plus = true;
        case '-' -> {
          minus = true;
          zero = false;
        }
        case '#' -> sharp = true;
        case ' ' -> space = true;
        case '0' -> zero = !minus;
        default -> {
          return;
        }
      }
    }
  }

  private boolean index() {
    if (at >= format.length() || format.charAt(at) != '[') {
      return false;
    }
    reordered = true;
    int close = format.indexOf(']', at);
    String digits = close < 0 ? "" : format.substring(at + 1, close);
    at = close < 0 ? at + 1 : close + 1;
    boolean valid = digits.matches("[0-9]{1,6}");
    int wanted = valid ? Integer.parseInt(digits) - 1 : -1;
    if (wanted < 0 || wanted >= arguments.size()) {
      goodIndex = false;
      return true;
    }
    next = wanted;
    return true;
  }

  /** Returns a width or precision, -1 if there is none; {@code *} takes it from an argument. */
  private int number(boolean ofPrecision) {
    counted = at < format.length() && format.charAt(at) == '*';
    if (at < format.length() && format.charAt(at) == '*') {
      at++;
      Object given = next < arguments.size() ? Values.plain(arguments.get(next++)) : null;
      if (!(given instanceof Long wanted) || Math.abs(wanted) > LARGEST_WIDTH) {
        text.append(ofPrecision ? "%!(BADPREC)" : "%!(BADWIDTH)");
        return -1;
      }
      if (wanted < 0 && !ofPrecision) {
        minus = true;
        zero = false;
      }
      return (int) Math.abs(wanted);
    }
    int from = at;
    while (at < format.length() && format.charAt(at) >= '0' && format.charAt(at) <= '9') {
      at++;
    }
    if (at == from) {
      return -1;
    }
    int value = at - from > 7 ? LARGEST_WIDTH + 1 : Integer.parseInt(format.substring(from, at));
    if (value > LARGEST_WIDTH) {
      at = from; // Go gives up on the number, and its first digit becomes the verb
      return -1;
    }
    return value;
  }

  // ---- values

  private void print(@Nullable Object given, int verb) {
    budget.enter();
    printValue(Values.of(given), verb);
    budget.leave();
  }

  private void printValue(@Nullable Object value, int verb) {
    if (verb == 'T') {
      pad(cut(value == null ? "<nil>" : Values.typeName(value)));
    } else if (value == null) {
      if (verb == 'v') {
        pad("<nil>");
      } else {
        bad(null, verb);
      }
    } else if (value instanceof TemplateObject object) {
      boolean textual = "vsxXq".indexOf(verb) >= 0;
      Object plain = object.plain();
      if (textual || plain instanceof TemplateObject) {
        string(object.toString(), verb, object);
      } else {
        print(plain, verb);
      }
    } else if (value instanceof SafeText safe) {
      string(safe.text(), verb, safe);
    } else if (value instanceof String string) {
      string(string, verb, string);
    } else if (value instanceof Boolean) {
      if (verb == 't' || verb == 'v') {
        pad(value.toString());
      } else {
        bad(value, verb);
      }
    } else if (value instanceof Long number) {
      integer(number, verb);
    } else if (value instanceof Double number) {
      floating(number, verb);
    } else if (value instanceof Collection<?> elements) {
      list(elements, verb);
    } else if (value instanceof Map<?, ?> map) {
      map(map, verb);
    }
  }

  private void list(Collection<?> elements, int verb) {
    text.append('[');
    String separator = "";
    for (Object element : elements) {
      text.append(separator);
      print(element, verb);
      separator = " ";
      budget.characters(text.length());
    }
    text.append(']');
  }

  private void map(Map<?, ?> map, int verb) {
    text.append("map[");
    String separator = "";
    for (Map.Entry<?, ?> entry : Elements.sorted(map)) {
      text.append(separator);
      print(entry.getKey(), verb);
      text.append(':');
      print(entry.getValue(), verb);
      separator = " ";
      budget.characters(text.length());
    }
    text.append(']');
  }

  /** Shows a value under a verb that is none of its own: its type and, as {@code %v}, itself. */
  private void bad(@Nullable Object value, int verb) {
    text.append("%!").appendCodePoint(verb).append('(');
    if (value == null) {
      text.append("<nil>");
    } else {
      text.append(Values.typeName(value)).append('=');
      print(value, 'v');
    }
    text.append(')');
  }

  private void string(String string, int verb, Object value) {
    switch (verb) {
      case 'v', 's' -> pad(cut(string));
      case 'q' -> {
        boolean raw = sharp && string.indexOf('`') < 0 && string.chars().noneMatch(c -> c < 32);
        pad(raw ? "`" + cut(string) + "`" : Quoting.text(cut(string), plus));
      }
      case 'x', 'X' -> {
        byte[] bytes = string.getBytes(StandardCharsets.UTF_8);
        int length = precision < 0 ? bytes.length : Math.min(precision, bytes.length);
        String prefix = sharp && length > 0 ? (verb == 'x' ? "0x" : "0X") : "";
        HexFormat hex = space ? HexFormat.ofDelimiter(" ").withPrefix(prefix) : HexFormat.of();
        String digits = hex.formatHex(bytes, 0, length);
        String cased = verb == 'X' ? digits.toUpperCase(Locale.ROOT) : digits;
        pad(space ? cased : prefix + cased);
      }
      default -> bad(value, verb);
    }
  }

  private String cut(String string) {
    boolean longer = precision >= 0 && string.codePointCount(0, string.length()) > precision;
    return longer ? string.substring(0, string.offsetByCodePoints(0, precision)) : string;
  }

  private void integer(long number, int verb) {
    switch (verb) {
      case 'v', 'd' -> integer(number, 10, "", false);
      case 'b' -> integer(number, 2, sharp ? "0b" : "", false);
      case 'o' -> integer(number, 8, sharp ? "0" : "", false);
      case 'O' -> integer(number, 8, "0o", false);
      case 'x' -> integer(number, 16, sharp ? "0x" : "", false);
      case 'X' -> integer(number, 16, sharp ? "0X" : "", true);
      case 'c' -> pad(Character.toString(code(number)));
      case 'q' -> pad(Quoting.character(number, plus));
      case 'U' -> pad(String.format(Locale.ROOT, "U+%04X", number));
      default -> bad(number, verb);
    }
  }

  private static int code(long number) {
    return number >= 0 && number <= Character.MAX_CODE_POINT ? (int) number : 0xFFFD;
  }

  private void integer(long number, int radix, String prefix, boolean upper) {
    boolean negative = number < 0;
    String digits = BigInteger.valueOf(number).abs().toString(radix);
    if (precision == 0 && number == 0) {
      boolean zeros = zero;
      zero = false;
      pad("");
      zero = zeros;
      return;
    }
    String sign = negative ? "-" : plus ? "+" : space ? " " : "";
    int least = precision;
    if (precision < 0 && zero && width >= 0) {
      least = width - sign.length();
    }
    String padded = "0".repeat(Math.max(0, least - digits.length())) + digits;
    boolean zeros = zero;
    zero = false;
    pad(sign + prefix + (upper ? padded.toUpperCase(Locale.ROOT) : padded));
    zero = zeros;
  }

  private void floating(double number, int verb) {
    char form;
    int digits = precision;
    switch (verb) {
      case 'v' -> form = 'g';
      case 'g', 'G' -> form = (char) verb;
      case 'e', 'E', 'f', 'F' -> {
        form = (char) verb;
        digits = precision < 0 ? 6 : precision;
      }
      default -> {
        bad(number, verb);
        return;
      }
    }
    String plain = FloatText.format(number, form, digits);
    if (!Double.isFinite(number)) {
      boolean zeros = zero;
      zero = false;
      boolean signed = plain.charAt(0) == '+' || plain.charAt(0) == '-';
      pad(
          space && !plus && plain.charAt(0) != '-'
              ? " " + plain.replace("+", "")
              : plus && !signed ? "+" + plain : plain);
      zero = zeros;
      return;
    }
    boolean negative = plain.charAt(0) == '-';
    String sign = negative ? "-" : plus ? "+" : space ? " " : "";
    String magnitude = negative ? plain.substring(1) : plain;
    if (zero && !minus && width > sign.length() + magnitude.length()) {
      magnitude = "0".repeat(width - sign.length() - magnitude.length()) + magnitude;
    }
    pad(sign + magnitude);
  }

  private void pad(String value) {
    int missing = width - value.codePointCount(0, value.length());
    if (missing <= 0) {
      text.append(value);
    } else {
      String padding = (zero && !minus ? "0" : " ").repeat(missing);
      text.append(minus ? value + padding : padding + value);
    }
  }
}
