package io.kaldrix.monitor.core.template.value;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.template.TemplateObject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The values that templates work with: null, {@code String}, {@link SafeText}, {@code Long}, {@code
 * Double}, {@code Boolean}, collections, maps, and {@link TemplateObject}, as which instants,
 * durations and labels appear.
 */
public final class Values {

  private Values() {}

  /**
   * Returns what a template sees of a value from outside. Elements of collections are turned when
   * they are taken out.
   *
   * @throws IllegalArgumentException if templates know no such type
   */
  public static @Nullable Object of(@Nullable Object given) {
    if (given == null
        || given instanceof String
        || given instanceof Double
        || given instanceof Long
        || given instanceof Boolean
        || given instanceof SafeText
        || given instanceof Collection
        || given instanceof Map
        || given instanceof TemplateObject) {
      return given;
    }
    if (given instanceof Integer || given instanceof Short || given instanceof Byte) {
      return ((Number) given).longValue();
    }
    if (given instanceof Number number) {
      return number.doubleValue();
    }
    if (given instanceof Labels labels) {
      return KeyValues.of(labels);
    }
    if (given instanceof Instant instant) {
      return new TimeValue(instant.atZone(ZoneOffset.UTC));
    }
    if (given instanceof ZonedDateTime time) {
      return new TimeValue(time);
    }
    if (given instanceof Duration duration) {
      return DurationValue.of(duration);
    }
    if (given instanceof Optional<?> optional) {
      return of(optional.orElse(null));
    }
    if (given instanceof CharSequence || given instanceof Enum || given instanceof Character) {
      return given.toString();
    }
    throw new IllegalArgumentException(
        "a " + given.getClass().getSimpleName() + " can't be used in a template");
  }

  /** Returns what stands for an object where its shape is asked for; else the value itself. */
  public static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof TemplateObject object) {
      return of(object.plain());
    }
    return value instanceof SafeText safe ? safe.text() : value;
  }

  /** Returns whether a condition takes the value for true: it is not zero and not empty. */
  public static boolean isTrue(@Nullable Object value) {
    if (value instanceof TimeValue) {
      return true; // a structure, and those always are
    }
    Object plain = plain(value);
    if (plain instanceof Boolean bool) {
      return bool;
    }
    if (plain instanceof Long number) {
      return number != 0;
    }
    if (plain instanceof Double number) {
      return number != 0; // not a number is true
    }
    if (plain instanceof String text) {
      return !text.isEmpty();
    }
    if (plain instanceof Collection<?> elements) {
      return !elements.isEmpty();
    }
    return plain instanceof Map<?, ?> map ? !map.isEmpty() : plain != null;
  }

  /** Returns what messages call the value's type; Go's names, as its users know them. */
  public static String typeName(@Nullable Object value) {
    if (value == null) {
      return "nil";
    }
    if (value instanceof String) {
      return "string";
    }
    if (value instanceof Long) {
      return "int";
    }
    if (value instanceof Double) {
      return "float64";
    }
    if (value instanceof Boolean) {
      return "bool";
    }
    if (value instanceof Collection) {
      return "list";
    }
    if (value instanceof Map) {
      return "map";
    }
    if (value instanceof TimeValue) {
      return "time.Time";
    }
    return value instanceof DurationValue ? "time.Duration" : "object";
  }

  /** Returns a collection's elements in order. */
  static List<?> list(Collection<?> elements) {
    return elements instanceof List<?> list ? list : List.of(elements.toArray());
  }
}
