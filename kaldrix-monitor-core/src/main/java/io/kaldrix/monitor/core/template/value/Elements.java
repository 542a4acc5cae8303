package io.kaldrix.monitor.core.template.value;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is within texts, lists and maps. A text's places and length are those of its UTF-8 bytes.
 */
public final class Elements {

  private Elements() {}

  /** Returns a map's entries in the order of their keys. */
  public static List<Map.Entry<?, ?>> sorted(Map<?, ?> map) {
    List<Map.Entry<?, ?>> entries = new ArrayList<>(map.entrySet());
    entries.sort(Comparator.comparing(entry -> String.valueOf(entry.getKey())));
    return entries;
  }

  /** Returns how many elements, or bytes, a value has. */
  public static long length(@Nullable Object value) {
    Object plain = Values.plain(value);
    if (plain instanceof String text) {
      return bytes(text).length;
    }
    if (plain instanceof Collection<?> elements) {
      return elements.size();
    }
    if (plain instanceof Map<?, ?> map) {
      return map.size();
    }
    throw new IllegalArgumentException("len of type " + Values.typeName(value));
  }

  /**
   * Returns the value that a map has for a key. If it has none: empty text of a map of texts, as
   * labels are, else no value.
   */
  public static @Nullable Object entry(Map<?, ?> map, String key) {
    Object value = map.get(key);
    if (value == null && !map.containsKey(key) && holdsTexts(map)) {
      return "";
    }
    return Values.of(value);
  }

  private static boolean holdsTexts(Map<?, ?> map) {
    return !(map instanceof AnyMap) && map.values().stream().allMatch(String.class::isInstance);
  }

  /** Returns what stands at an index of a list or text, or at a map's key. */
  public static @Nullable Object at(@Nullable Object value, @Nullable Object index) {
    Object plain = Values.plain(value);
    if (plain instanceof Map<?, ?> map) {
      if (Values.plain(index) instanceof String key) {
        return entry(map, key);
      }
      throw new IllegalArgumentException(
          "value has type " + Values.typeName(index) + "; should be string");
    }
    if (plain instanceof String text) {
      byte[] bytes = bytes(text);
      return (long) (bytes[within(index, bytes.length - 1)] & 0xff);
    }
    if (plain instanceof Collection<?> elements) {
      List<?> list = Values.list(elements);
      return Values.of(list.get(within(index, list.size() - 1)));
    }
    if (value == null) {
      throw new IllegalArgumentException("index of untyped nil");
    }
    throw new IllegalArgumentException("can't index item of type " + Values.typeName(value));
  }

  /** Returns a part of a list or text, from the first index up to before the second. */
  public static Object slice(@Nullable Object value, List<@Nullable Object> indexes) {
    Object plain = Values.plain(value);
    if (plain instanceof String text && indexes.size() <= 2) {
      byte[] bytes = bytes(text);
      int[] range = range(indexes, bytes.length);
      return new String(Arrays.copyOfRange(bytes, range[0], range[1]), StandardCharsets.UTF_8);
    }
    if (plain instanceof Collection<?> elements) {
      List<?> list = Values.list(elements);
      int[] range = range(indexes, list.size());
      return list.subList(range[0], range[1]);
    }
    throw new IllegalArgumentException(
        plain instanceof String
            ? "cannot 3-index slice a string"
            : "can't slice item of type " + Values.typeName(value));
  }

  private static int[] range(List<@Nullable Object> indexes, int length) {
    int from = indexes.isEmpty() ? 0 : within(indexes.get(0), length);
    int to = indexes.size() < 2 ? length : within(indexes.get(1), length);
    int capacity = indexes.size() < 3 ? length : within(indexes.get(2), length);
    if (from > to || to > capacity) {
      throw new IllegalArgumentException("invalid slice index: " + from + " > " + to);
    }
    return new int[] {from, to};
  }

  private static int within(@Nullable Object index, int last) {
    if (!(Values.plain(index) instanceof Long number)) {
      throw new IllegalArgumentException(
          "cannot index slice/array with type " + Values.typeName(index));
    }
    if (number < 0 || number > last) {
      throw new IllegalArgumentException("index out of range: " + number);
    }
    return number.intValue();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
