package io.kaldrix.monitor.core.query.ast;

import java.util.List;

/**
 * A function and what it is given.
 *
 * @param function which
 * @param arguments in order, as many and of such types as the function takes
 * @param position where the name begins
 */
public record Call(FunctionSignature function, List<Expression> arguments, Position position)
    implements Expression {

  /** Creates a call. */
  public Call {
    arguments = List.copyOf(arguments);
  }

  @Override
  public ValueType type() {
    return function.returns();
  }

  @Override
  public List<Expression> children() {
    return arguments;
  }
}
