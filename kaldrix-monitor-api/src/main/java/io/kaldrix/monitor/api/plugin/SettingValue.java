package io.kaldrix.monitor.api.plugin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A value in a configuration, and where it stands. */
public sealed interface SettingValue {

  /** Returns where the value stands. */
  Origin origin();

  /** Returns the value for messages, such as {@code 'ten'} or {@code a list}. */
  String shown();

  /**
   * A text, number, truth value.
   *
   * @param text the value
   * @param quoted whether it was written as a text, so that {@code "8080"} is no number
   * @param shown the value as it was written; placeholders are not replaced, so that a message does
   *     not tell a secret
   */
  record Scalar(Origin origin, String text, boolean quoted, String shown) implements SettingValue {
    @Override
    public String shown() {
      return "'" + shown + "'";
    }
  }

  /** Nothing, written out. */
  record Nothing(Origin origin) implements SettingValue {
    @Override
    public String shown() {
      return "empty";
    }
  }

  /** Values in order. */
  record Listing(Origin origin, List<SettingValue> values) implements SettingValue {
    /** Creates a listing of a copy of {@code values}. */
    public Listing {
      values = List.copyOf(values);
    }

    @Override
    public String shown() {
      return "a list";
    }
  }

  /** Names and values, each name once. */
  record Mapping(Origin origin, List<Entry> entries) implements SettingValue {
    /** Creates a mapping of a copy of {@code entries}. */
    public Mapping {
      entries = List.copyOf(entries);
    }

    @Override
    public String shown() {
      return "a mapping";
    }
  }

  /**
   * A name and its value.
   *
   * @param origin where the name stands
   * @param key the name
   * @param value what it stands for
   */
  record Entry(Origin origin, String key, SettingValue value) {}

  /**
   * Returns the value that a program gave.
   *
   * @param value a map with text keys, a list, or anything whose text says it all
   */
  static SettingValue ofCode(Object value) {
    if (value instanceof Map<?, ?> map) {
      List<Entry> entries = new ArrayList<>();
      map.forEach(
          (key, element) ->
              entries.add(new Entry(Origin.CODE, String.valueOf(key), ofCode(element))));
      return new Mapping(Origin.CODE, entries);
    }
    if (value instanceof Collection<?> elements) { // not Iterable: a Path is that too
      List<SettingValue> values = new ArrayList<>();
      elements.forEach(element -> values.add(ofCode(element)));
      return new Listing(Origin.CODE, values);
    }
    if (value instanceof Secret secret) {
      return new Scalar(Origin.CODE, secret.reveal(), true, secret.toString());
    }
    String text =
        value instanceof Duration duration ? duration.toMillis() + "ms" : String.valueOf(value);
    boolean quoted = !(value instanceof Number || value instanceof Boolean);
    return new Scalar(Origin.CODE, text, quoted, text);
  }
}
