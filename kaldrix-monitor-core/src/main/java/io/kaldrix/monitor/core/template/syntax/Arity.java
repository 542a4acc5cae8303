package io.kaldrix.monitor.core.template.syntax;

/**
 * How many arguments a function takes.
 *
 * @param most {@link #MANY} if any number
 */
public record Arity(int least, int most) {

  /** Any number. */
  public static final int MANY = Integer.MAX_VALUE;

  boolean allows(int arguments) {
    return arguments >= least && arguments <= most;
  }

  String allowed() {
    if (most == MANY) {
      return "at least " + least;
    }
    return least == most ? String.valueOf(least) : least + " to " + most;
  }
}
