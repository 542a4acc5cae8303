package io.kaldrix.monitor.core.query.ast;

import java.util.List;
import java.util.Optional;

/**
 * Two operands and what stands between them.
 *
 * @param operator what stands between
 * @param left a scalar or instant vector
 * @param right a scalar or instant vector
 * @param asBool whether a comparison says 0 or 1 instead of filtering
 * @param matching which samples belong together, as it was written; empty if nothing was
 * @param position where the left operand begins
 */
public record BinaryOperation(
    BinaryOperator operator,
    Expression left,
    Expression right,
    boolean asBool,
    Optional<VectorMatching> matching,
    Position position)
    implements Expression {
  @Override
  public ValueType type() {
    return left.type() == ValueType.SCALAR && right.type() == ValueType.SCALAR
        ? ValueType.SCALAR
        : ValueType.INSTANT_VECTOR;
  }

  @Override
  public List<Expression> children() {
    return List.of(left, right);
  }
}
