package io.kaldrix.monitor.core.series;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The values of one label over series that stand in order: for each value the positions that have
 * it, and for each position its value. A position that lacks the label has the empty value.
 * Immutable; may be shared between threads.
 */
final class LabelColumn {

  private static final int LACKING = 0;

  private final Map<String, Integer> ordinals = new HashMap<>();
  private final String[] values; // by ordinal, the empty one first
  private final int[] ordinalAt; // by position
  private final int[] starts; // by ordinal, in positions; one more than there are values
  private final int[] positions; // grouped by ordinal, ascending in each group

  LabelColumn(SeriesEntry[] series, String name) {
    ordinals.put("", LACKING);
    List<String> found = new ArrayList<>(List.of(""));
    ordinalAt = new int[series.length];
    for (int i = 0; i < series.length; i++) {
      String value = series[i].labels().value(name);
      Integer ordinal = ordinals.putIfAbsent(value, found.size());
      if (ordinal == null) {
        ordinal = found.size();
        found.add(value);
      }
      ordinalAt[i] = ordinal;
    }
    values = found.toArray(String[]::new);
    starts = new int[values.length + 1];
    for (int ordinal : ordinalAt) {
      starts[ordinal + 1]++;
    }
    for (int i = 0; i < values.length; i++) {
      starts[i + 1] += starts[i];
    }
    positions = new int[series.length];
    int[] next = starts.clone();
    for (int i = 0; i < series.length; i++) {
      positions[next[ordinalAt[i]]++] = i;
    }
  }

  /** Returns how many values there are, the empty one left out. */
  int distinctValues() {
    return values.length - 1;
  }

  /** Returns a value that some position has, the empty text if all lack the label. */
  String anyValue() {
    return values[values.length - 1];
  }

  /** Returns the positions of one value, ascending. */
  int[] positionsOf(String value) {
    Integer ordinal = ordinals.get(value);
    return ordinal == null
        ? new int[0]
        : Arrays.copyOfRange(positions, starts[ordinal], starts[ordinal + 1]);
  }

  /** Returns how many positions {@link #positionsOf} has. */
  int countOf(String value) {
    Integer ordinal = ordinals.get(value);
    return ordinal == null ? 0 : starts[ordinal + 1] - starts[ordinal];
  }

  /** Returns the positions of all values that are accepted, ascending; asks once for each value. */
  int[] positionsOf(Predicate<String> accepts) {
    int[] chosen = new int[positions.length];
    int size = 0;
    for (int ordinal = 0; ordinal < values.length; ordinal++) {
      int length = starts[ordinal + 1] - starts[ordinal];
      if (length > 0 && accepts.test(values[ordinal])) {
        System.arraycopy(positions, starts[ordinal], chosen, size, length);
        size += length;
      }
    }
    Arrays.sort(chosen, 0, size);
    return Arrays.copyOf(chosen, size);
  }

  /** Returns those of {@code candidates} whose value is accepted; asks once for each value. */
  int[] retained(int[] candidates, Predicate<String> accepts) {
    byte[] verdicts = new byte[values.length]; // 0 not asked yet, 1 accepted, 2 refused
    int[] kept = new int[candidates.length];
    int size = 0;
    for (int position : candidates) {
      int ordinal = ordinalAt[position];
      if (verdicts[ordinal] == 0) {
        verdicts[ordinal] = (byte) (accepts.test(values[ordinal]) ? 1 : 2);
      }
      if (verdicts[ordinal] == 1) {
        kept[size++] = position;
      }
    }
    return size == kept.length ? kept : Arrays.copyOf(kept, size);
  }

  /** Returns about how much memory this takes, the texts of values left out. */
  long bytes() {
    return 64 + 8L * positions.length + 60L * values.length;
  }
}
