package io.kaldrix.monitor.core.query.parse;

import io.kaldrix.monitor.api.query.QueryException;
import io.kaldrix.monitor.core.query.ast.Aggregation;
import io.kaldrix.monitor.core.query.ast.BinaryOperation;
import io.kaldrix.monitor.core.query.ast.Call;
import io.kaldrix.monitor.core.query.ast.DurationExpression;
import io.kaldrix.monitor.core.query.ast.Expression;
import io.kaldrix.monitor.core.query.ast.MatrixSelector;
import io.kaldrix.monitor.core.query.ast.Reach;
import io.kaldrix.monitor.core.query.ast.Subquery;
import io.kaldrix.monitor.core.query.ast.VectorMatching;
import io.kaldrix.monitor.core.query.ast.VectorSelector;
import java.util.Optional;

/** What may still change in Prometheus, so that it must be asked for. */
public final class Experimental {

  private Experimental() {}

  /**
   * Refuses an expression that uses what must be asked for.
   *
   * @param text the expression, for messages
   * @param expression its tree
   * @throws QueryException if there is such a thing in it, with its name and place
   */
  public static void refuse(String text, Expression expression) {
    Optional<String> used = usedBy(expression);
    if (used.isPresent()) {
      throw new Source(text)
          .error(expression.position().offset(), used.get() + " is experimental and not enabled");
    }
    expression.children().forEach(child -> refuse(text, child));
  }

  private static Optional<String> usedBy(Expression expression) {
    if (expression instanceof Call call && call.function().experimental()) {
      return Optional.of("function \"" + call.function().name() + "\"");
    }
    if (expression instanceof Aggregation aggregation && aggregation.aggregator().experimental()) {
      return Optional.of("aggregator \"" + aggregation.aggregator().label() + "\"");
    }
    if (expression instanceof BinaryOperation operation) {
      return operation
          .matching()
          .filter(matching -> !matching.fill().equals(VectorMatching.Fill.NONE))
          .map(matching -> "modifier \"fill\"");
    }
    if (expression instanceof VectorSelector selector) {
      return selector.reach() == Reach.NONE
          ? calculated(selector.shift().offset())
          : Optional.of("modifier \"" + selector.reach().label() + "\"");
    }
    if (expression instanceof MatrixSelector matrix) {
      return calculated(matrix.range());
    }
    if (expression instanceof Subquery subquery) {
      return calculated(subquery.range())
          .or(() -> subquery.step().flatMap(Experimental::calculated))
          .or(() -> calculated(subquery.shift().offset()));
    }
    return Optional.empty();
  }

  private static Optional<String> calculated(DurationExpression duration) {
    return duration instanceof DurationExpression.Seconds
        ? Optional.empty()
        : Optional.of("duration expression");
  }
}
