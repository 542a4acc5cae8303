package io.kaldrix.monitor.core.query.plan;

/**
 * Says that a plan does not know this time: the expression has to be refused, which the interpreter
 * does with a message, or something has come up that plans are not made for.
 */
final class NoPlanException extends RuntimeException {

  private static final long serialVersionUID = 1;

  NoPlanException() {
    super("no plan", null, false, false); // caught at once, nobody looks at where it was
  }
}
