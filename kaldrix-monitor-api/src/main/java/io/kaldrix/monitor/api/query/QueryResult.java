package io.kaldrix.monitor.api.query;

import java.util.List;

/**
 * The answer to a query.
 *
 * @param value what the expression evaluates to
 * @param warnings what makes the answer doubtful, for people; empty if nothing does
 * @param infos what an author should know of the expression, for people
 */
public record QueryResult(QueryValue value, List<String> warnings, List<String> infos) {

  /** Creates an answer. */
  public QueryResult {
    warnings = List.copyOf(warnings);
    infos = List.copyOf(infos);
  }

  /** Returns an answer that nothing is to be said about. */
  public static QueryResult of(QueryValue value) {
    return new QueryResult(value, List.of(), List.of());
  }

  /**
   * Returns the answer as an instant vector: a scalar becomes one sample without labels.
   *
   * @throws IllegalStateException if the answer is a string or a range vector
   */
  public QueryValue.InstantVector vector() {
    if (value instanceof QueryValue.InstantVector vector) {
      return vector;
    }
    if (value instanceof QueryValue.Scalar scalar) {
      return scalar.asVector();
    }
    throw new IllegalStateException(
        "the query's answer is a " + value.typeName() + ", not an instant vector or scalar");
  }
}
