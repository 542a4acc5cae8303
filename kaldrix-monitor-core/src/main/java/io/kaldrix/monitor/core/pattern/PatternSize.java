package io.kaldrix.monitor.core.pattern;

/**
 * Estimates how large a regular expression becomes when its repetitions are unrolled, without
 * unrolling them: RE2/J bounds each {@code {n}} but not {@code {n}} within {@code {n}}, which would
 * take all memory. It also descends into nested groups, and while it matches into one optional part
 * after another, until the stack ends; so both are bounded.
 *
 * <p>One pass over the text, a stack of the groups that are open. Where the text is malformed the
 * estimate is of no use and harmless: the compiler refuses it afterwards.
 */
final class PatternSize {

  static final int MAX_CHARACTERS = 65_536;
  static final int MAX_NESTING = 100;
  static final long MAX_UNROLLED = 50_000;
  static final long MAX_BRANCHES = 2_000;

  /** What {@code {n,m}} counts for each time: it is unrolled into groups within groups. */
  private static final long OPTIONAL_REPETITION = 4;

  private final String expression;
  private final long[] sizes = new long[MAX_NESTING + 1]; // of each open group, so far
  private final long[] lasts = new long[MAX_NESTING + 1]; // of each open group's last atom
  private final long[] branches = new long[MAX_NESTING + 1]; // where matching can go two ways
  private final long[] lastBranches = new long[MAX_NESTING + 1];
  private int open;
  private int at;

  private PatternSize(String expression) {
    this.expression = expression;
  }

  /**
   * Passes an expression that may be compiled.
   *
   * @return how many parts it unrolls to
   * @throws IllegalArgumentException if it is too long, nests too deep or unrolls too far
   */
  static long check(String expression) {
    if (expression.length() > MAX_CHARACTERS) {
      throw new IllegalArgumentException(
          "regular expression has "
              + expression.length()
              + " characters, at most "
              + MAX_CHARACTERS
              + " are allowed");
    }
    PatternSize size = new PatternSize(expression);
    size.scan();
    return size.sizes[0];
  }

  private void scan() {
    while (at < expression.length()) {
      char c = expression.charAt(at);
      switch (c) {
        case '\\' -> skipEscape();
        case '[' -> skipClass();
        case '(' -> openGroup();
        case ')' -> closeGroup();
        case '{' -> repeat();
        case '*', '+', '?' -> {
          at++;
          lastBranches[open]++;
          branch(1);
        }
        case '|' -> {
          at++;
          branch(1);
        }
        default -> atom(1, 0);
      }
    }
  }

  private void atom(long size, long branchesWithin) {
    at++;
    lasts[open] = size;
    sizes[open] = bounded(sizes[open] + size);
    lastBranches[open] = branchesWithin;
    branch(branchesWithin);
  }

  private void branch(long more) {
    branches[open] += more;
    if (branches[open] > MAX_BRANCHES) {
      throw new IllegalArgumentException(
          "regular expression has more than " + MAX_BRANCHES + " alternatives and optional parts");
    }
  }

  private void skipEscape() {
    if (expression.startsWith("\\Q", at)) {
      int end = expression.indexOf("\\E", at);
      int literal = (end < 0 ? expression.length() : end) - at;
      at = end < 0 ? expression.length() - 1 : end + 1;
      atom(Math.max(1, literal - 2), 0);
      return;
    }
    at++;
    atom(1, 0);
  }

  private void skipClass() {
    int end = at + 1;
    if (end < expression.length() && expression.charAt(end) == '^') {
      end++;
    }
    end++; // a bracket that comes first is a member
    while (end < expression.length() && expression.charAt(end) != ']') {
      if (expression.charAt(end) == '\\') {
        end++;
      } else if (expression.startsWith("[:", end)) {
        int close = expression.indexOf(":]", end + 2);
        end = close < 0 ? end : close + 1;
      }
      end++;
    }
    at = end;
    atom(1, 0);
  }

  private void openGroup() {
    if (open == MAX_NESTING) {
      throw new IllegalArgumentException(
          "regular expression nests deeper than " + MAX_NESTING + " groups");
    }
    at++;
    open++;
    sizes[open] = 1;
    lasts[open] = 0;
    branches[open] = 0;
    lastBranches[open] = 0;
  }

  private void closeGroup() {
    if (open == 0) {
      at++;
      return;
    }
    int closed = open--;
    atom(sizes[closed], branches[closed]);
  }

  private void repeat() {
    int close = expression.indexOf('}', at);
    int times = close < 0 ? -1 : timesOf(expression.substring(at + 1, close));
    if (times < 0) {
      atom(1, 0); // a brace that begins no repetition is a letter
      return;
    }
    int begin = at;
    at = close + 1;
    long unrolled = bounded(lasts[open] * Math.max(1, times));
    sizes[open] = bounded(sizes[open] - lasts[open] + unrolled);
    lasts[open] = unrolled;
    boolean mayStopEarlier = expression.substring(begin, close).indexOf(',') >= 0;
    long ways = lastBranches[open] * times + (mayStopEarlier ? OPTIONAL_REPETITION * times : 0);
    branch(ways - lastBranches[open]);
    lastBranches[open] = ways;
  }

  /** Returns how often {@code n}, {@code n,} or {@code n,m} repeats at most, -1 if it is none. */
  private static int timesOf(String range) {
    int comma = range.indexOf(',');
    String count = comma < 0 || comma == range.length() - 1 ? range : range.substring(comma + 1);
    String digits = count.endsWith(",") ? count.substring(0, count.length() - 1) : count;
    boolean number = !digits.isEmpty() && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!number) {
      return -1;
    }
    return digits.length() > 4 ? 10_000 : Integer.parseInt(digits);
  }

  private static long bounded(long size) {
    if (size > MAX_UNROLLED) {
      throw new IllegalArgumentException(
          "regular expression's repetitions unroll to more than " + MAX_UNROLLED + " parts");
    }
    return size;
  }
}
