package io.kaldrix.monitor.core.query.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A test script as a list of what it does, in order. */
record Script(List<Step> steps) {

  /** One thing that a script does. */
  sealed interface Step {
    /** Forgets all series. */
    record Clear() implements Step {}

    /** Loads series, one sample every so many milliseconds. */
    record Load(LoadBlock block) implements Step {}

    /** Evaluates and compares. */
    record Evaluate(Evaluation evaluation) implements Step {}
  }

  private static final Pattern INSTANT =
      Pattern.compile("eval(_fail|_warn|_info|_ordered)?\\s+instant\\s+at\\s+(\\S+)\\s+(.+)");
  private static final Pattern RANGE =
      Pattern.compile(
          "eval(_fail|_warn|_info)?\\s+range\\s+from\\s+(\\S+)\\s+to\\s+(\\S+)\\s+step\\s+(\\S+?)\\s+(.+)");
  private static final Pattern RANGE_VECTOR =
      Pattern.compile("expect range vector from\\s+(\\S+)\\s+to\\s+(\\S+)\\s+step\\s+(\\S+)");
  private static final Pattern EXPECT =
      Pattern.compile("expect\\s+(fail|warn|info)(?:\\s+(msg|regex):\\s*(.*))?");

  static Script parse(String text) {
    List<Step> steps = new ArrayList<>();
    String[] lines = text.split("\n", -1);
    int at = 0;
    while (at < lines.length) {
      String line = line(lines, at);
      String first = line.toLowerCase(Locale.ROOT);
      if (line.isEmpty()) {
        at++;
        continue;
      }
      int begin = at++;
      List<String> body = new ArrayList<>();
      if (first.startsWith("clear")) {
        steps.add(new Step.Clear());
        continue;
      }
      while (at < lines.length && !line(lines, at).isEmpty()) {
        body.add(line(lines, at++));
      }
      if (first.startsWith("load")) {
        steps.add(new Step.Load(LoadBlock.parse(begin + 1, line, body)));
      } else if (first.startsWith("eval")) {
        steps.add(new Step.Evaluate(evaluation(begin + 1, line, body)));
      } else {
        throw new IllegalArgumentException("line " + (begin + 1) + ": '" + line + "'");
      }
    }
    return new Script(steps);
  }

  private static String line(String[] lines, int at) {
    return LoadBlock.line(lines[at]);
  }

  static long millis(String text) {
    return LoadBlock.millis(text);
  }

  private static Evaluation evaluation(int number, String line, List<String> body) {
    Matcher instant = INSTANT.matcher(line);
    Matcher range = RANGE.matcher(line);
    Evaluation evaluation;
    String mode;
    if (instant.matches()) {
      evaluation = Evaluation.instant(number, instant.group(3), millis(instant.group(2)));
      mode = instant.group(1);
    } else if (range.matches()) {
      evaluation =
          Evaluation.range(
              number,
              range.group(5),
              millis(range.group(2)),
              millis(range.group(3)),
              millis(range.group(4)));
      mode = range.group(1);
    } else {
      throw new IllegalArgumentException("line " + number + ": '" + line + "'");
    }
    Evaluation.Message any = new Evaluation.Message(Optional.empty(), Optional.empty());
    switch (mode == null ? "" : mode) {
      case "_fail" -> evaluation.failure = Optional.of(any);
      case "_warn" -> evaluation.warnings.add(any);
      case "_info" -> evaluation.infos.add(any);
      case "_ordered" -> evaluation.ordered = true;
      default -> {}
    }
    body.forEach(expected -> expect(evaluation, expected));
    return evaluation;
  }

  private static void expect(Evaluation evaluation, String line) {
    Matcher expect = EXPECT.matcher(line);
    Matcher rangeVector = RANGE_VECTOR.matcher(line);
    if (expect.matches()) {
      Optional<String> text = Optional.ofNullable(expect.group(3)).map(String::strip);
      boolean pattern = "regex".equals(expect.group(2));
      Evaluation.Message message =
          new Evaluation.Message(
              pattern ? Optional.empty() : text, pattern ? text : Optional.empty());
      switch (expect.group(1)) {
        case "fail" -> evaluation.failure = Optional.of(message);
        case "warn" -> evaluation.warnings.add(message);
        default -> evaluation.infos.add(message);
      }
    } else if (line.equals("expect no_warn")) {
      evaluation.noWarnings = true;
    } else if (line.equals("expect no_info")) {
      evaluation.noInfos = true;
    } else if (line.equals("expect ordered")) {
      evaluation.ordered = true;
    } else if (line.startsWith("expect string ")) {
      String quoted = line.substring("expect string ".length()).strip();
      evaluation.string = Optional.of(quoted.substring(1, quoted.length() - 1));
    } else if (rangeVector.matches()) {
      evaluation.rangeVector =
          Optional.of(
              new long[] {
                millis(rangeVector.group(1)),
                millis(rangeVector.group(2)),
                millis(rangeVector.group(3))
              });
    } else if (line.startsWith("expected_fail_message ")) {
      String text = line.substring("expected_fail_message ".length()).strip();
      evaluation.failure = Optional.of(new Evaluation.Message(Optional.of(text), Optional.empty()));
    } else if (line.startsWith("expected_fail_regexp ")) {
      String pattern = line.substring("expected_fail_regexp ".length()).strip();
      evaluation.failure =
          Optional.of(new Evaluation.Message(Optional.empty(), Optional.of(pattern)));
    } else if (isNumber(line)) {
      evaluation.scalar = Optional.of(Point.number(line));
    } else {
      evaluation.series.add(SeriesLine.parse(line));
    }
  }

  private static boolean isNumber(String line) {
    try {
      Point.number(line);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
