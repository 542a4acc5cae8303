package io.kaldrix.monitor.core.pattern;

/**
 * Estimates how large a regular expression becomes when its repetitions are unrolled, without
 * unrolling them: RE2/J bounds each {@code {n}} but not {@code {n}} within {@code {n}}, which would
 * take all memory. It also descends into nested groups, and while it matches into one optional part
 * after another, until the stack ends; so both are bounded. Ranges are bounded where case is
 * ignored, as RE2/J then looks at each character in them, and so are Unicode classes, each of which
 * is a table of hundreds of ranges, and quotations, at each of which it copies the rest. Of nine
 * letters RE2/J 1.8 looks for the other case forever.
 *
 * <p>One pass over the text, a stack of the groups that are open. Where the text is malformed the
 * estimate is of no use and harmless: the compiler refuses it afterwards.
 */
final class PatternSize {

  static final int MAX_CHARACTERS = 65_536;
  static final int MAX_NESTING = 100;
  static final long MAX_UNROLLED = 50_000;
  static final long MAX_BRANCHES = 2_000;

  static final int MAX_UNICODE_CLASSES = 200;
  static final int MAX_QUOTATIONS = 200;
  static final int MAX_FOLDED = 70_000;

  /** The characters between which upper and lower case differ. */
  private static final int FIRST_FOLDED = 'A';

  private static final int LAST_FOLDED = 0x1e943;

  /** Letters that are no other letter's upper or lower case, though others are theirs. */
  private static final char FIRST_ENDLESS = '\u1c80';

  private static final char LAST_ENDLESS = '\u1c88';
  private static final java.util.regex.Pattern IGNORES_CASE =
      java.util.regex.Pattern.compile("\\(\\?[msU]*+i");

  /** What {@code {n,m}} counts for each time: it is unrolled into groups within groups. */
  private static final long OPTIONAL_REPETITION = 4;

  private final String expression;
  private final long[] sizes = new long[MAX_NESTING + 1]; // of each open group, so far
  private final long[] lasts = new long[MAX_NESTING + 1]; // of each open group's last atom
  private final long[] branches = new long[MAX_NESTING + 1]; // where matching can go two ways
  private final long[] lastBranches = new long[MAX_NESTING + 1];
  private final boolean ignoresCase;
  private final int lastBrace; // so that what never ends is not looked for again and again
  private final int lastNameEnd;
  private int unicodeClasses;
  private int quotations;
  private int folded;
  private int memberEnd;
  private int open;
  private int at;

  private PatternSize(String expression) {
    this.expression = expression;
    this.lastBrace = expression.lastIndexOf('}');
    this.lastNameEnd = expression.lastIndexOf(":]");
    this.ignoresCase = IGNORES_CASE.matcher(expression).find();
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
        case '^', '$' -> atom(1, 1); // passed without a letter, as what is optional is
        default -> {
          fold(c, c);
          atom(1, 0);
        }
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
          "regular expression has more than "
              + MAX_BRANCHES
              + " alternatives, optional parts and places");
    }
  }

  private void skipEscape() {
    if (expression.startsWith("\\Q", at)) {
      if (++quotations > MAX_QUOTATIONS) {
        throw new IllegalArgumentException(
            "regular expression has more than " + MAX_QUOTATIONS + " quotations \\Q...\\E");
      }
      int end = expression.indexOf("\\E", at);
      int literal = (end < 0 ? expression.length() : end) - at;
      expression.chars().skip(at).limit(literal).forEach(c -> fold(c, c));
      at = end < 0 ? expression.length() - 1 : end + 1;
      atom(Math.max(1, literal - 2), 0);
      return;
    }
    int letter = member(at);
    fold(letter, letter);
    boolean place = at + 1 < expression.length() && "bBAz".indexOf(expression.charAt(at + 1)) >= 0;
    at++;
    atom(1, place ? 1 : 0);
  }

  private void unicodeClass(int escape) {
    boolean unicode = expression.startsWith("\\p", escape) || expression.startsWith("\\P", escape);
    if (unicode && ++unicodeClasses > MAX_UNICODE_CLASSES) {
      throw new IllegalArgumentException(
          "regular expression has more than " + MAX_UNICODE_CLASSES + " Unicode classes");
    }
  }

  private void skipClass() {
    int end = at + 1;
    if (end < expression.length() && expression.charAt(end) == '^') {
      end++;
    }
    boolean first = true; // a bracket that comes first is a member
    while (end < expression.length() && (first || expression.charAt(end) != ']')) {
      boolean named = end <= lastNameEnd && expression.startsWith("[:", end);
      int close = named ? expression.indexOf(":]", end + 2) : -1;
      end = close < 0 ? members(end) : close + 2;
      first = false;
    }
    at = end;
    atom(1, 0);
  }

  /** Returns where the character or range ends that begins at {@code index}. */
  private int members(int index) {
    int from = member(index);
    boolean range =
        memberEnd + 1 < expression.length()
            && expression.charAt(memberEnd) == '-'
            && expression.charAt(memberEnd + 1) != ']';
    fold(from, range ? member(memberEnd + 1) : from);
    return memberEnd;
  }

  /** Returns the character that a member of a class is, -1 if it is several. */
  private int member(int index) {
    int character = expression.codePointAt(index);
    memberEnd = index + Character.charCount(character);
    if (character != '\\' || memberEnd == expression.length()) {
      return character;
    }
    unicodeClass(index);
    char kind = expression.charAt(memberEnd++);
    boolean braces = kind == 'x' && expression.startsWith("{", memberEnd);
    int close = braces ? expression.indexOf('}', memberEnd) : memberEnd + 2;
    if (kind != 'x' || close < 0 || close > expression.length()) {
      return Character.isLetterOrDigit(kind) ? -1 : kind;
    }
    String digits = expression.substring(memberEnd + (braces ? 1 : 0), close);
    memberEnd = braces ? close + 1 : close;
    return digits.length() <= 6 && digits.chars().allMatch(c -> Character.digit(c, 16) >= 0)
        ? Integer.parseInt("0" + digits, 16)
        : -1;
  }

  /** Counts the characters of a range whose case would be looked up. */
  private void fold(int from, int to) {
    boolean all = from <= FIRST_FOLDED && to >= LAST_FOLDED; // nothing is looked up for all
    if (!ignoresCase || from < 0 || all) {
      return;
    }
    if (from <= LAST_ENDLESS && to >= FIRST_ENDLESS) {
      throw new IllegalArgumentException(
          "regular expression ignores the case of U+1C80 to U+1C88, whose case is not known");
    }
    folded += Math.max(0, Math.min(to, LAST_FOLDED) - Math.max(from, FIRST_FOLDED));
    if (folded > MAX_FOLDED) {
      throw new IllegalArgumentException(
          "regular expression ignores the case of ranges of more than "
              + MAX_FOLDED
              + " characters together");
    }
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
    boolean empty = sizes[closed] == 1;
    atom(sizes[closed], branches[closed] + (empty ? 1 : 0));
  }

  private void repeat() {
    int close = at < lastBrace ? expression.indexOf('}', at) : -1;
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
