package io.kaldrix.monitor.core.query.script;

/** Something that came out otherwise than expected. */
final class Mismatch extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Mismatch(String problem) {
    super(problem);
  }
}
