package io.kaldrix.monitor.core.template.value;

/** What filling one template may still cost: steps, and the length of texts made on the way. */
public final class Budget {

  private static final int CHARACTERS_A_STEP = 32;
  private static final int MAX_VALUE_DEPTH = 100;

  private final int maxCharacters;
  private final long maxSteps;
  private long steps;
  private int depth;

  /** Creates a budget of which nothing is spent. */
  public Budget(long maxSteps, int maxCharacters) {
    this.maxSteps = maxSteps;
    this.maxCharacters = maxCharacters;
  }

  /**
   * Takes steps off.
   *
   * @throws LimitException if none is left
   */
  public void spend(long more) {
    steps += more;
    if (steps > maxSteps) {
      throw new LimitException("takes more than " + maxSteps + " steps");
    }
  }

  /**
   * Takes a step into a value within a value.
   *
   * @throws LimitException if it lies too deep
   */
  void enter() {
    spend(1);
    if (++depth > MAX_VALUE_DEPTH) {
      throw new LimitException("shows values deeper than " + MAX_VALUE_DEPTH + " in each other");
    }
  }

  /** Takes the step back out. */
  void leave() {
    depth--;
  }

  /** Returns how many steps were taken off. */
  public long spent() {
    return steps;
  }

  /**
   * Takes off what making a text costs.
   *
   * @return the text
   * @throws LimitException if it is too long, or no step is left
   */
  public String text(String made) {
    characters(made.length());
    spend(made.length() / CHARACTERS_A_STEP);
    return made;
  }

  /**
   * Passes a length that a text may have.
   *
   * @throws LimitException if it is too long
   */
  public void characters(long length) {
    if (length > maxCharacters) {
      throw new LimitException("gives more than " + maxCharacters + " characters");
    }
  }

  /** A limit that was exceeded; nothing within a template goes on after it. */
  public static final class LimitException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LimitException(String message) {
      super(message, null, false, false);
    }
  }
}
