package io.kaldrix.monitor.core.query.ast;

import java.util.List;
import java.util.Optional;

/**
 * An aggregator over an instant vector, such as {@code sum by (job) (up)}.
 *
 * @param aggregator which
 * @param grouping what is aggregated together
 * @param parameter what the aggregator takes besides, if it does
 * @param operand the instant vector
 * @param position where it begins
 */
public record Aggregation(
    Aggregator aggregator,
    Grouping grouping,
    Optional<Expression> parameter,
    Expression operand,
    Position position)
    implements Expression {
  @Override
  public ValueType type() {
    return ValueType.INSTANT_VECTOR;
  }

  @Override
  public List<Expression> children() {
    return parameter.map(first -> List.of(first, operand)).orElseGet(() -> List.of(operand));
  }
}
