package io.kaldrix.monitor.api.rule;

/**
 * At how many of the latest evaluations a condition must have been met to hold, M of N.
 *
 * @param required 1 to {@code of}
 * @param of the number of latest evaluations that count, 1 to {@value #MOST}
 */
public record Occurrences(int required, int of) {

  /** The most evaluations that may count. */
  public static final int MOST = 64;

  /** The condition holds when it is met, and only then. */
  public static final Occurrences EACH = new Occurrences(1, 1);

  /** Creates a number of occurrences. */
  public Occurrences {
    if (of < 1 || of > MOST) {
      throw new IllegalArgumentException(
          "occurrences are of " + of + " evaluations, must be of 1 to " + MOST);
    }
    if (required < 1 || required > of) {
      throw new IllegalArgumentException(
          "occurrences are " + required + " of " + of + ", must be 1 to " + of);
    }
  }

  /** Returns it as people say it, such as {@code 3 of 5}. */
  @Override
  public String toString() {
    return required + " of " + of;
  }
}
