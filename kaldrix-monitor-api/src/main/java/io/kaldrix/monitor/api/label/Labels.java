package io.kaldrix.monitor.api.label;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The label set that identifies one series: names in ascending order, each at most once, none with
 * an empty value. Immutable; may be shared between threads. Equality and hash are those of the
 * contents, the hash is computed once.
 */
public final class Labels implements Iterable<Label>, Comparable<Labels> {

  /** No labels. */
  public static final Labels EMPTY = new Labels(new String[0]);

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private final String[] pairs; // name, value, name, value …
  private final int hash;

  private Labels(String[] pairs) {
    this.pairs = pairs;
    this.hash = Arrays.hashCode(pairs);
  }

  /**
   * Returns the label set of alternating names and values; an empty value leaves its name out.
   *
   * @throws IllegalArgumentException if a name has no value, is empty or is given twice
   */
  public static Labels of(String... namesAndValues) {
    if (namesAndValues.length % 2 != 0) {
      throw new IllegalArgumentException(
          "label '" + namesAndValues[namesAndValues.length - 1] + "' has no value");
    }
    Builder builder = new Builder();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      if (builder.values.containsKey(namesAndValues[i])) {
        throw new IllegalArgumentException("label '" + namesAndValues[i] + "' is given twice");
      }
      builder.set(namesAndValues[i], namesAndValues[i + 1]);
    }
    return builder.build();
  }

  /** Returns the label set of a map's entries; an empty value leaves its name out. */
  public static Labels of(Map<String, String> labels) {
    Builder builder = new Builder();
    labels.forEach(builder::set);
    return builder.build();
  }

  /** Returns a builder without labels. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns a builder that starts from this set. */
  public Builder toBuilder() {
    Builder builder = new Builder();
    forEach(label -> builder.set(label.name(), label.value()));
    return builder;
  }

  /** Returns the value of {@code name}, or the empty text if the set has no such label. */
  public String value(String name) {
    for (int i = 0; i < pairs.length; i += 2) {
      if (pairs[i].equals(name)) {
        return pairs[i + 1];
      }
    }
    return "";
  }

  /** Returns whether the set has a label of that name. */
  public boolean has(String name) {
    return !value(name).isEmpty();
  }

  /** Returns the metric's name, or the empty text if there is none. */
  public String metricName() {
    return value(Label.METRIC_NAME);
  }

  /** Returns the number of labels, the metric's name included. */
  public int size() {
    return pairs.length / 2;
  }

  /** Returns whether there is no label. */
  public boolean isEmpty() {
    return pairs.length == 0;
  }

  /** Returns this set with {@code name} set to {@code value}, or left out if that is empty. */
  public Labels with(String name, String value) {
    return toBuilder().set(name, value).build();
  }

  /** Returns this set and, over it, {@code others}: where both have a name, theirs is taken. */
  public Labels with(Labels others) {
    if (others.isEmpty()) {
      return this;
    }
    Builder builder = toBuilder();
    others.forEach(label -> builder.set(label.name(), label.value()));
    return builder.build();
  }

  /** Returns this set without the labels of these names. */
  public Labels without(Collection<String> names) {
    return filtered(name -> !names.contains(name));
  }

  /** Returns this set without the label of that name. */
  public Labels without(String name) {
    return has(name) ? filtered(other -> !other.equals(name)) : this;
  }

  /** Returns this set with the labels of these names only. */
  public Labels keep(Collection<String> names) {
    return filtered(names::contains);
  }

  private Labels filtered(Predicate<String> wanted) {
    List<String> kept = new ArrayList<>(pairs.length);
    for (int i = 0; i < pairs.length; i += 2) {
      if (wanted.test(pairs[i])) {
        kept.add(pairs[i]);
        kept.add(pairs[i + 1]);
      }
    }
    return kept.size() == pairs.length ? this : new Labels(kept.toArray(String[]::new));
  }

  /** Returns the labels as an unmodifiable map in ascending order of names. */
  public Map<String, String> asMap() {
    Map<String, String> map = new TreeMap<>();
    forEach(label -> map.put(label.name(), label.value()));
    return Collections.unmodifiableMap(map);
  }

  /**
   * Returns 64 bits that stand for this set in keys and links; equal sets have equal fingerprints
   * on every machine and in every version.
   *
   * <p>Source: FNV-1a over UTF-8 of each name and value, each followed by a byte 0xff, as the
   * Prometheus data model's fingerprint.
   */
  public long fingerprint() {
    long fingerprint = FNV_OFFSET;
    for (String part : pairs) {
      for (byte b : part.getBytes(StandardCharsets.UTF_8)) {
        fingerprint = (fingerprint ^ (b & 0xff)) * FNV_PRIME;
      }
      fingerprint = (fingerprint ^ 0xff) * FNV_PRIME;
    }
    return fingerprint;
  }

  /** Iterates in ascending order of names. */
  @Override
  public Iterator<Label> iterator() {
    return new Iterator<>() {
      private int next;

      @Override
      public boolean hasNext() {
        return next < pairs.length;
      }

      @Override
      public Label next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        Label label = new Label(pairs[next], pairs[next + 1]);
        next += 2;
        return label;
      }
    };
  }

  /** Compares label by label, name before value; a set that is the other's beginning is less. */
  @Override
  public int compareTo(Labels other) {
    return Arrays.compare(pairs, other.pairs);
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof Labels labels
            && hash == labels.hash
            && Arrays.equals(pairs, labels.pairs));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  /** Returns the set as a selector writes it, such as {@code up{job="api"}}. */
  @Override
  public String toString() {
    String metricName = metricName();
    if (size() == 1 && !metricName.isEmpty()) {
      return metricName;
    }
    StringJoiner joiner = new StringJoiner(", ", metricName + "{", "}");
    for (Label label : this) {
      if (!label.name().equals(Label.METRIC_NAME)) {
        joiner.add(label.toString());
      }
    }
    return joiner.toString();
  }

  /** Gathers labels, the last value of a name counts. For one thread. */
  public static final class Builder {
    private final TreeMap<String, String> values = new TreeMap<>();

    private Builder() {}

    /**
     * Sets a label; an empty value takes it away.
     *
     * @throws IllegalArgumentException if the name is empty
     */
    public Builder set(String name, String value) {
      Label label = new Label(name, value);
      if (label.value().isEmpty()) {
        values.remove(name);
      } else {
        values.put(name, value);
      }
      return this;
    }

    /** Sets the metric's name. */
    public Builder metricName(String name) {
      return set(Label.METRIC_NAME, name);
    }

    /** Returns whether a label of that name is set. */
    public boolean has(String name) {
      return values.containsKey(name);
    }

    /** Returns the labels gathered so far. */
    public Labels build() {
      if (values.isEmpty()) {
        return EMPTY;
      }
      String[] pairs = new String[values.size() * 2];
      int i = 0;
      for (Map.Entry<String, String> entry : values.entrySet()) {
        pairs[i++] = entry.getKey();
        pairs[i++] = entry.getValue();
      }
      return new Labels(pairs);
    }
  }
}
