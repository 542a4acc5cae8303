package io.kaldrix.monitor.core.query.ast;

import java.util.List;

/**
 * A text.
 *
 * @param value without quotes and escapes, as {@link QuotedText} reads it
 * @param position where it begins
 */
public record StringLiteral(String value, Position position) implements Expression {
  @Override
  public ValueType type() {
    return ValueType.STRING;
  }

  @Override
  public List<Expression> children() {
    return List.of();
  }
}
