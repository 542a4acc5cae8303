package io.kaldrix.monitor.core.query.ast;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Words that the language itself uses, whatever their case. */
public final class ReservedWords {

  /** Words of the language that stand in no operator or aggregator of ours. */
  private static final Set<String> OTHERS =
      Set.of(
          "anchored",
          "bool",
          "by",
          "end",
          "fill",
          "fill_left",
          "fill_right",
          "group_left",
          "group_right",
          "ignoring",
          "inf",
          "nan",
          "offset",
          "on",
          "range",
          "smoothed",
          "start",
          "step",
          "without");

  private static final Set<String> ALL = all();

  private ReservedWords() {}

  private static Set<String> all() {
    Set<String> words = new TreeSet<>(OTHERS);
    Arrays.stream(Aggregator.values()).map(Aggregator::label).forEach(words::add);
    Arrays.stream(BinaryOperator.values()).map(BinaryOperator::symbol).forEach(words::add);
    return words;
  }

  /** Returns whether a metric of this name can be mistaken for something else. */
  static boolean contains(String word) {
    return ALL.contains(word.toLowerCase(Locale.ROOT));
  }
}
