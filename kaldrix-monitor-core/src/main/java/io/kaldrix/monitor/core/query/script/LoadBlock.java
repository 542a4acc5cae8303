package io.kaldrix.monitor.core.query.script;

import io.kaldrix.monitor.api.plugin.DurationText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A {@code load} of a script: series with a sample every so often, from the epoch on.
 *
 * @param stepMillis the time from one point to the next
 * @param withHistograms whether classic histograms among the series are loaded as native ones too
 * @param series in the order written
 */
public record LoadBlock(long stepMillis, boolean withHistograms, List<SeriesLine> series) {

  /** Creates a block. */
  public LoadBlock {
    series = List.copyOf(series);
  }

  /** Returns the series, with the native histograms that are to be made of classic ones. */
  public List<SeriesLine> allSeries() {
    if (!withHistograms) {
      return series;
    }
    ClassicConversion conversion = new ClassicConversion();
    series.stream().filter(line -> !line.startTimestamps()).forEach(conversion::add);
    List<SeriesLine> all = new ArrayList<>(series);
    all.addAll(conversion.lines());
    return all;
  }

  /**
   * Returns the blocks of a whole script; its evaluations are passed over, and {@code clear}
   * forgets the blocks before it.
   *
   * @throws IllegalArgumentException if it is wrong, with the line
   */
  public static List<LoadBlock> parseAll(String text) {
    List<LoadBlock> blocks = new ArrayList<>();
    String[] lines = text.split("\n", -1);
    int at = 0;
    while (at < lines.length) {
      String head = line(lines[at]);
      int begin = at++;
      if (head.isEmpty()) {
        continue;
      }
      String first = head.toLowerCase(Locale.ROOT);
      if (first.equals("clear")) {
        blocks.clear();
        continue;
      }
      List<String> body = new ArrayList<>();
      while (at < lines.length && !line(lines[at]).isEmpty()) {
        body.add(line(lines[at++]));
      }
      if (first.startsWith("load")) {
        blocks.add(parse(begin + 1, head, body));
      } else if (!first.startsWith("eval")) {
        throw new IllegalArgumentException(
            "line " + (begin + 1) + " is '" + head + "', must begin with load, eval or clear");
      }
    }
    return blocks;
  }

  /** Returns a line without what counts as nothing: spaces around it, or all of a comment. */
  static String line(String raw) {
    String line = raw.strip();
    return line.startsWith("#") ? "" : line;
  }

  /**
   * Returns one block.
   *
   * @param number the line of its head, from 1
   * @param head such as {@code load 5m}
   * @param body the lines of the series
   */
  static LoadBlock parse(int number, String head, List<String> body) {
    String[] words = head.split("\\s+", -1);
    if (words.length != 2) {
      throw new IllegalArgumentException(
          "line " + number + " is '" + head + "', must be 'load' and a step such as 5m");
    }
    List<SeriesLine> series = new ArrayList<>();
    for (int i = 0; i < body.size(); i++) {
      try {
        series.add(SeriesLine.parse(body.get(i)));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("line " + (number + 1 + i) + ": " + e.getMessage(), e);
      }
    }
    return new LoadBlock(millis(words[1]), words[0].equalsIgnoreCase("load_with_nhcb"), series);
  }

  /** Returns the milliseconds that a duration, or a number of seconds, says. */
  static long millis(String text) {
    return DurationText.parse(text)
        .map(Duration::toMillis)
        .orElseGet(() -> Math.round(Point.number(text) * 1000));
  }
}
