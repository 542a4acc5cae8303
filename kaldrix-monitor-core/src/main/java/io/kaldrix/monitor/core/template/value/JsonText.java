package io.kaldrix.monitor.core.template.value;

import io.kaldrix.monitor.api.template.TemplateObject;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values as JSON, in the form that Go's {@code encoding/json} gives it. */
public final class JsonText {

  private static final double PLAIN_FROM = 1e-6;
  private static final double PLAIN_BELOW = 1e21;

  private JsonText() {}

  /**
   * Returns a value as JSON.
   *
   * @throws IllegalArgumentException if it holds a number that is not finite
   */
  public static String of(@Nullable Object value, Budget budget) {
    StringBuilder text = new StringBuilder();
    append(text, value, budget);
    return budget.text(text.toString());
  }

  private static void append(StringBuilder text, @Nullable Object given, Budget budget) {
    budget.enter();
    budget.characters(text.length());
    Object value = Values.of(given);
    if (value instanceof TemplateObject object) {
      append(text, object.plain(), budget);
    } else if (value instanceof Map<?, ?> map) {
      text.append('{');
      String separator = "";
      for (Map.Entry<?, ?> entry : Elements.sorted(map)) {
        text.append(separator);
        quote(text, String.valueOf(entry.getKey()));
        text.append(':');
        append(text, entry.getValue(), budget);
        separator = ",";
      }
      text.append('}');
    } else if (value instanceof Collection<?> elements) {
      text.append('[');
      String separator = "";
      for (Object element : elements) {
        text.append(separator);
        append(text, element, budget);
        separator = ",";
      }
      text.append(']');
    } else if (value instanceof Double number) {
      text.append(number(number));
    } else if (value instanceof String || value instanceof SafeText) {
      quote(text, value.toString());
    } else {
      text.append(value);
    }
    budget.leave();
  }

  private static String number(double number) {
    if (!Double.isFinite(number)) {
      throw new IllegalArgumentException("json: unsupported value: " + FloatText.of(number));
    }
    double magnitude = Math.abs(number);
    if (magnitude == 0 || (magnitude >= PLAIN_FROM && magnitude < PLAIN_BELOW)) {
      return FloatText.format(number, 'f', FloatText.SHORTEST);
    }
    return FloatText.format(number, 'e', FloatText.SHORTEST).replace("e-0", "e-");
  }

  private static void quote(StringBuilder text, String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"', '\\' -> text.append('\\').append(c);
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        default -> {
          if (c < 32 || c == '<' || c == '>' || c == '&' || c == '\u2028' || c == '\u2029') {
            text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
          } else {
            text.append(c);
          }
        }
      }
    }
    text.append('"');
  }
}
