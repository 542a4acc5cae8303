package io.kaldrix.monitor.core.query.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One {@code eval} of a script and what it expects. */
final class Evaluation {

  /** An expected message: a text or regular expression, or none in particular. */
  record Message(Optional<String> text, Optional<String> pattern) {
    /** Whether a warning or info is this one, to the letter. */
    boolean is(String actual) {
      return text.map(actual::equals).orElseGet(() -> fits(actual));
    }

    /** Whether a failure is this one; ours may say more, such as what was allowed. */
    boolean fits(String actual) {
      return text.map(actual::contains).orElse(true)
          && pattern
              .map(p -> java.util.regex.Pattern.compile(p).matcher(actual).find())
              .orElse(true);
    }
  }

  final int line;
  final String expression;
  final boolean range;
  final long fromMillis;
  final long toMillis;
  final long stepMillis;
  final List<SeriesLine> series = new ArrayList<>();
  final List<Message> warnings = new ArrayList<>();
  final List<Message> infos = new ArrayList<>();
  Optional<Message> failure = Optional.empty();
  boolean noWarnings;
  boolean noInfos;
  boolean ordered;
  Optional<Double> scalar = Optional.empty();
  Optional<String> string = Optional.empty();

  /** Expected instants of a range vector: from, to, step in milliseconds. */
  Optional<long[]> rangeVector = Optional.empty();

  private Evaluation(
      int line, String expression, boolean range, long fromMillis, long toMillis, long stepMillis) {
    this.line = line;
    this.expression = expression;
    this.range = range;
    this.fromMillis = fromMillis;
    this.toMillis = toMillis;
    this.stepMillis = stepMillis;
  }

  static Evaluation instant(int line, String expression, long atMillis) {
    return new Evaluation(line, expression, false, atMillis, atMillis, 1);
  }

  static Evaluation range(int line, String expression, long from, long to, long step) {
    return new Evaluation(line, expression, true, from, to, step);
  }

  @Override
  public String toString() {
    return "line "
        + line
        + ": "
        + (range ? "range " : "instant ")
        + (expression.length() > 120 ? expression.substring(0, 117) + "..." : expression);
  }
}
