package io.kaldrix.monitor.example.dagnode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page of the documentation, as far as tests hold it to the code.
 *
 * @param name the file's name
 * @param blocks the code in it, in order
 * @param parts its headings, in order, each with what stands under it up to the next
 */
record Page(String name, List<Block> blocks, List<Part> parts) {

  private static final String FENCE = "```";
  private static final Pattern HEADING = Pattern.compile("#+ (.*)");
  private static final Pattern KEY = Pattern.compile("\\| `([^`]+)` \\|.*");

  /**
   * Code.
   *
   * @param line where it begins
   * @param kind what stands after the fence, such as {@code yaml}
   * @param text the code, with line ends
   */
  record Block(int line, String kind, String text) {}

  /**
   * A heading and the text under it, without code.
   *
   * @param heading the heading, without the number signs
   */
  record Part(String heading, List<String> lines) {

    /** Returns what the rows of tables of keys begin with. */
    Set<String> keys() {
      Set<String> keys = new TreeSet<>();
      boolean ofKeys = false;
      for (String line : lines) {
        ofKeys = line.startsWith("| key |") || (ofKeys && line.startsWith("|"));
        Matcher key = KEY.matcher(line);
        if (ofKeys && key.matches()) {
          keys.add(key.group(1));
        }
      }
      return keys;
    }
  }

  static Page read(Path file) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<Block> blocks = new ArrayList<>();
    List<Part> parts = new ArrayList<>();
    parts.add(new Part("", new ArrayList<>()));
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      Matcher heading = HEADING.matcher(line);
      if (line.startsWith(FENCE)) {
        int end = i + 1 + lines.subList(i + 1, lines.size()).indexOf(FENCE);
        String text = String.join("\n", lines.subList(i + 1, end)) + "\n";
        blocks.add(new Block(i + 1, line.substring(FENCE.length()), text));
        i = end;
      } else if (heading.matches()) {
        parts.add(new Part(heading.group(1), new ArrayList<>()));
      } else {
        parts.get(parts.size() - 1).lines().add(line);
      }
    }
    return new Page(file.getFileName().toString(), blocks, parts);
  }

  List<String> headings() {
    return parts.stream().map(Part::heading).toList();
  }

  /** Returns the keys that are told under a heading, which must be there once. */
  Set<String> keysUnder(String heading) {
    List<Part> found = parts.stream().filter(part -> part.heading().equals(heading)).toList();
    if (found.size() != 1) {
      throw new AssertionError(name + " has the heading '" + heading + "' not once but " + found);
    }
    return found.get(0).keys();
  }
}
