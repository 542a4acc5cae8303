package io.kaldrix.monitor.core.template.value;

import io.kaldrix.monitor.api.template.TemplateObject;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values as Go's {@code %v} writes them. */
public final class ValueText {

  private ValueText() {}

  /** Returns a value's text; {@code <nil>} for none. */
  public static String of(@Nullable Object value, Budget budget) {
    StringBuilder text = new StringBuilder();
    append(text, value, budget);
    return budget.text(text.toString());
  }

  private static void append(StringBuilder text, @Nullable Object given, Budget budget) {
    budget.enter();
    budget.characters(text.length());
    Object value = Values.of(given);
    if (value instanceof Double number) {
      text.append(FloatText.of(number));
    } else if (value instanceof TemplateObject object) {
      text.append(object);
    } else if (value instanceof Collection<?> elements) {
      text.append('[');
      String separator = "";
      for (Object element : elements) {
        text.append(separator);
        append(text, element, budget);
        separator = " ";
      }
      text.append(']');
    } else if (value instanceof Map<?, ?> map) {
      text.append("map[");
      String separator = "";
      for (Map.Entry<?, ?> entry : Elements.sorted(map)) {
        text.append(separator);
        append(text, entry.getKey(), budget);
        text.append(':');
        append(text, entry.getValue(), budget);
        separator = " ";
      }
      text.append(']');
    } else {
      text.append(value == null ? "<nil>" : value);
    }
    budget.leave();
  }
}
