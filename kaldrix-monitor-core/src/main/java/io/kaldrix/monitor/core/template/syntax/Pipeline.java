package io.kaldrix.monitor.core.template.syntax;

import java.util.List;

/**
 * Commands of which each gives its value to the next as its last argument.
 *
 * @param variables with their dollar sign, those that take the value; of a range two at most
 * @param assigns whether the variables exist already
 */
public record Pipeline(List<String> variables, boolean assigns, List<Command> commands) {

  /**
   * A function, field or value and what is given to it.
   *
   * @param operands at least one
   * @param offset of its first character in the text
   * @param end after its last character
   */
  public record Command(List<Operand> operands, int offset, int end) {}
}
