package io.kaldrix.monitor.core.query.histogram;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntUnaryOperator;
import java.util.function.ToDoubleFunction;

/** How many values lie in each bucket of one sign; what is not there is zero. Immutable. */
public final class Counts {

  /** None in any. */
  public static final Counts NONE = new Counts(new TreeMap<>());

  private final NavigableMap<Integer, Double> counts;

  private Counts(NavigableMap<Integer, Double> counts) {
    this.counts = counts;
  }

  /** Returns the counts of consecutive buckets, of which the first has index {@code offset}. */
  public static Counts of(int offset, double... counts) {
    NavigableMap<Integer, Double> map = new TreeMap<>();
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] != 0) {
        map.put(offset + i, counts[i]);
      }
    }
    return new Counts(map);
  }

  /** Returns the counts by index, in ascending order; none is zero. */
  NavigableMap<Integer, Double> asMap() {
    return counts;
  }

  boolean isEmpty() {
    return counts.isEmpty();
  }

  double at(int index) {
    return counts.getOrDefault(index, 0.0);
  }

  Counts mapped(DoubleUnaryOperator change) {
    NavigableMap<Integer, Double> map = new TreeMap<>();
    counts.forEach((index, count) -> put(map, index, change.applyAsDouble(count)));
    return new Counts(map);
  }

  /** Returns these counts with what lands on one index added up. */
  Counts moved(IntUnaryOperator target) {
    NavigableMap<Integer, Double> map = new TreeMap<>();
    counts.forEach((index, count) -> map.merge(target.applyAsInt(index), count, (a, b) -> a + b));
    return new Counts(map);
  }

  Counts plus(Counts other, double factor) {
    NavigableMap<Integer, Double> map = new TreeMap<>(counts);
    other.counts.forEach((index, count) -> put(map, index, at(index) + factor * count));
    return new Counts(map);
  }

  static Counts reduced(List<Counts> all, ToDoubleFunction<double[]> reduction) {
    NavigableMap<Integer, Double> map = new TreeMap<>();
    all.forEach(counts -> map.putAll(counts.counts));
    for (int index : List.copyOf(map.keySet())) {
      double[] each = all.stream().mapToDouble(counts -> counts.at(index)).toArray();
      put(map, index, reduction.applyAsDouble(each));
    }
    return new Counts(map);
  }

  Counts without(Iterable<Integer> indexes) {
    NavigableMap<Integer, Double> map = new TreeMap<>(counts);
    indexes.forEach(map::remove);
    return new Counts(map);
  }

  private static void put(Map<Integer, Double> map, int index, double count) {
    if (count == 0) {
      map.remove(index);
    } else {
      map.put(index, count);
    }
  }

  /** Returns whether a bucket holds less than the same bucket of others did. */
  boolean anyBelow(Counts others) {
    return others.counts.entrySet().stream()
        .anyMatch(entry -> at(entry.getKey()) < entry.getValue());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Counts that && counts.equals(that.counts);
  }

  @Override
  public int hashCode() {
    return counts.hashCode();
  }

  @Override
  public String toString() {
    return counts.toString();
  }
}
