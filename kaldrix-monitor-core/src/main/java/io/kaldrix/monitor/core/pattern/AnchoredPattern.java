package io.kaldrix.monitor.core.pattern;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Optional;

/**
 * A regular expression (RE2 syntax) that must match the whole text; a dot matches a line break too,
 * as in Prometheus. Immutable; may be shared between threads.
 *
 * <p>Matching takes time in proportion to the text. Compiling is bounded as well: {@link
 * PatternSize} refuses beforehand what would unroll or nest too far.
 */
public final class AnchoredPattern {

  private final Pattern pattern;

  private AnchoredPattern(Pattern pattern) {
    this.pattern = pattern;
  }

  /**
   * Compiles {@code expression}.
   *
   * @throws IllegalArgumentException if it is malformed or too large, with the reason
   */
  public static AnchoredPattern compile(String expression) {
    PatternSize.check(expression);
    try {
      return new AnchoredPattern(Pattern.compile(expression, Pattern.DOTALL));
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "regular expression '" + expression + "' is malformed: " + e.getDescription(), e);
    }
  }

  /** Returns whether the whole of {@code text} matches. */
  public boolean matches(String text) {
    return pattern.matcher(text).matches();
  }

  /**
   * Returns {@code template} with {@code $1}, {@code ${1}} and {@code ${name}} replaced by what the
   * groups matched in {@code text}, empty if the whole of {@code text} does not match.
   *
   * <p>As in Go: {@code $$} is a dollar sign, a name is the longest run of letters, digits and
   * underscores, an unknown group is replaced by nothing, a dollar sign that begins no reference
   * stays.
   */
  public Optional<String> expand(String text, String template) {
    Matcher match = pattern.matcher(text);
    return match.matches()
        ? Optional.of(GroupReferences.expand(match, pattern.namedGroups(), template))
        : Optional.empty();
  }

  /** Returns the expression. */
  @Override
  public String toString() {
    return pattern.pattern();
  }
}
