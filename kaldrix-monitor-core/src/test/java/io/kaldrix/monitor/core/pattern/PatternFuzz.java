package io.kaldrix.monitor.core.pattern;

import io.kaldrix.monitor.core.fuzz.FuzzTarget;
import java.util.List;

/** Regular expressions: compiled, and matched with a text that repeats itself. */
public final class PatternFuzz {

  private static final String TEXT =
      "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab é\n1";

  private PatternFuzz() {}

  /** Returns how regular expressions are tried. */
  public static List<FuzzTarget> targets() {
    List<String> seeds =
        List.of(
            "a|b|c",
            "api-.*",
            "[^a-z\\d]+x?",
            "(a*)*b",
            "(?i:x)(?P<n>y)",
            "\\pL{2,5}$",
            "^\\Qa.b\\E",
            "(?s).+?",
            "a{0,99}",
            "((a|b)+c)*",
            "[[:alpha:]]",
            "");
    List<String> words =
        List.of(
            "(",
            ")",
            "(?:",
            "(?i)",
            "(?P<x>",
            "[",
            "]",
            "[^",
            "{1000}",
            "{2,}",
            "{0,999}",
            "*",
            "+",
            "?",
            "|",
            "\\d",
            "\\pL",
            "\\x{10FFFF}",
            "\\Q",
            "\\E",
            "^",
            "$",
            ".",
            "a",
            "[:alpha:]",
            "é");
    return List.of(FuzzTarget.ofText("pattern", seeds, words, PatternFuzz::read));
  }

  private static String read(String expression) {
    try {
      AnchoredPattern anchored = AnchoredPattern.compile(expression);
      anchored.matches(TEXT);
      anchored.expand(TEXT, "$1 ${n} $$ $");
      SearchPattern search = SearchPattern.compile(expression);
      search.isIn(TEXT);
      search.replaceIn(TEXT, "<$0>");
      return "";
    } catch (IllegalArgumentException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
