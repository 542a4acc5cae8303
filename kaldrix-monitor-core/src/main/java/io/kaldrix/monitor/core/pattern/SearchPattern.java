package io.kaldrix.monitor.core.pattern;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * A regular expression (RE2 syntax) that is looked for anywhere in a text, as templates do it; a
 * dot does not match a line break. Immutable; may be shared between threads.
 *
 * <p>Bounded as {@link AnchoredPattern} is.
 */
public final class SearchPattern {

  private final Pattern pattern;
  private final long size;

  private SearchPattern(Pattern pattern, long size) {
    this.pattern = pattern;
    this.size = size;
  }

  /**
   * Compiles {@code expression}.
   *
   * @throws IllegalArgumentException if it is malformed or too large, with the reason
   */
  public static SearchPattern compile(String expression) {
    long size = PatternSize.check(expression);
    try {
      return new SearchPattern(Pattern.compile(expression), size);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "regular expression '" + expression + "' is malformed: " + e.getDescription(), e);
    }
  }

  /** Returns how many parts the expression unrolls to; looking costs this for each character. */
  public long size() {
    return size;
  }

  /** Returns whether {@code text} has a match. */
  public boolean isIn(String text) {
    return pattern.matcher(text).find();
  }

  /**
   * Returns {@code text} with each match replaced by {@code template}, in which {@code $1}, {@code
   * ${1}} and {@code ${name}} stand for what the groups matched.
   */
  public String replaceIn(String text, String template) {
    Matcher match = pattern.matcher(text);
    StringBuilder replaced = new StringBuilder(text.length());
    int end = 0;
    while (match.find()) {
      boolean emptyAfterMatch = match.start() == match.end() && match.start() == end && end > 0;
      if (emptyAfterMatch) {
        continue; // Go: an empty match right after another is none
      }
      replaced.append(text, end, match.start());
      replaced.append(GroupReferences.expand(match, pattern.namedGroups(), template));
      end = match.end();
    }
    return replaced.append(text, end, text.length()).toString();
  }
}
