package io.kaldrix.monitor.core.query.ast;

import java.util.List;

/**
 * An expression in parentheses.
 *
 * @param inner what stands in them
 * @param position where they open
 */
public record Parentheses(Expression inner, Position position) implements Expression {
  @Override
  public ValueType type() {
    return inner.type();
  }

  @Override
  public List<Expression> children() {
    return List.of(inner);
  }
}
