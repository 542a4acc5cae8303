package io.kaldrix.monitor.core.template.function;

/** What both Prometheus and Alertmanager do with texts. */
final class Texts {

  private Texts() {}

  /** Returns the text in capitals, each character by itself. */
  static String upper(String text) {
    return text.codePoints()
        .map(Character::toUpperCase)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  static String lower(String text) {
    return text.codePoints()
        .map(Character::toLowerCase)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** Returns the text with the first letter of each word a capital; Prometheus's way. */
  static String title(String text) {
    StringBuilder titled = new StringBuilder(text.length());
    int before = ' ';
    for (int c : text.codePoints().toArray()) {
      titled.appendCodePoint(separates(before) ? Character.toTitleCase(c) : c);
      before = c;
    }
    return titled.toString();
  }

  private static boolean separates(int c) {
    if (Character.isLetterOrDigit(c) || c == '_') {
      return false;
    }
    return c < 128 || Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  /** Returns the text with each word in small letters but for its first; Alertmanager's way. */
  static String titleOnly(String text) {
    StringBuilder titled = new StringBuilder(text.length());
    int[] letters = text.codePoints().toArray();
    boolean within = false;
    boolean begun = false; // a word may begin with digits, its first letter is the capital
    for (int i = 0; i < letters.length; i++) {
      int c = letters[i];
      boolean joins =
          within
              && "'.:\u2019".indexOf(c) >= 0
              && i + 1 < letters.length
              && Character.isLetter(letters[i + 1]);
      within = Character.isLetterOrDigit(c) || c == '_' || joins;
      begun = begun && within;
      titled.appendCodePoint(begun ? Character.toLowerCase(c) : Character.toTitleCase(c));
      begun = begun || Character.isLetter(c);
    }
    return titled.toString();
  }

  static FunctionSet.Builder addTo(FunctionSet.Builder functions) {
    return functions
        .add("toUpper", 1, call -> upper(call.text(0)))
        .add("toLower", 1, call -> lower(call.text(0)))
        .add("match", 2, call -> call.pattern(call.text(0), call.text(1)).isIn(call.text(1)))
        .add(
            "reReplaceAll",
            3,
            call ->
                call.budget()
                    .text(
                        call.pattern(call.text(0), call.text(2))
                            .replaceIn(call.text(2), call.text(1))))
        .add("humanizeDuration", 1, call -> Numbers.humanizeDuration(Numbers.of(call.argument(0))));
  }
}
