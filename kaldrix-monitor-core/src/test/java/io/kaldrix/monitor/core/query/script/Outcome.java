package io.kaldrix.monitor.core.query.script;

/** How one evaluation of a script ended. */
public sealed interface Outcome {

  /** As expected, in every way it was evaluated. */
  record Passed(int evaluations) implements Outcome {}

  /** Otherwise than expected. */
  record Failed(String problem) implements Outcome {}

  /** It needs what the engine does not have yet, and says so by name. */
  record NotYet(String reason) implements Outcome {}
}
