package io.kaldrix.monitor.example.dagnode.whole;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Boxes and the arrows between them.
 *
 * @param arrows by each box what it uses; empty for one that uses nothing
 */
record Drawing(NavigableMap<String, NavigableSet<String>> arrows) {

  private static final Pattern BOX =
      Pattern.compile(" {2}([a-z.-]+)(?: --> ([a-z.-]+(?: & [a-z.-]+)*))?");

  /** Reads what {@link #toString} writes, lines in any order. */
  static Drawing of(String mermaid) {
    NavigableMap<String, NavigableSet<String>> arrows = new TreeMap<>();
    for (String line : mermaid.lines().skip(1).toList()) {
      Matcher matcher = BOX.matcher(line);
      if (!matcher.matches()) {
        throw new IllegalArgumentException("'" + line + "' must be like '  a --> b & c' or '  a'");
      }
      NavigableSet<String> used = arrows.computeIfAbsent(matcher.group(1), box -> new TreeSet<>());
      if (matcher.group(2) != null) {
        used.addAll(List.of(matcher.group(2).split(" & ")));
      }
    }
    return new Drawing(arrows);
  }

  /** Writes the drawing for Mermaid: who uses stands above whom it uses. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("flowchart TD\n");
    for (Map.Entry<String, NavigableSet<String>> box : arrows.entrySet()) {
      text.append("  ").append(box.getKey());
      if (!box.getValue().isEmpty()) {
        text.append(" --> ").append(String.join(" & ", box.getValue()));
      }
      text.append('\n');
    }
    return text.toString();
  }
}
