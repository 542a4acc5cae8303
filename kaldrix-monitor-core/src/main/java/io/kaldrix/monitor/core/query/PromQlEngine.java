package io.kaldrix.monitor.core.query;

import io.kaldrix.monitor.api.query.Query;
import io.kaldrix.monitor.api.query.QueryEngine;
import io.kaldrix.monitor.api.series.SeriesReader;
import io.kaldrix.monitor.core.query.ast.Expression;
import io.kaldrix.monitor.core.query.ast.FunctionSignature;
import io.kaldrix.monitor.core.query.eval.Functions;
import io.kaldrix.monitor.core.query.eval.Interpreter;
import io.kaldrix.monitor.core.query.eval.NameRemoval;
import io.kaldrix.monitor.core.query.parse.Parser;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Answers PromQL as Prometheus 3 does, with what the language has but this engine has not refused
 * by name. May be shared between threads.
 */
public final class PromQlEngine implements QueryEngine {

  private static final Map<String, FunctionSignature> FUNCTIONS = Functions.signatures();

  private final Interpreter interpreter;
  private final QueryLimits limits;
  private final LongSupplier nanoTime;

  /**
   * Creates an engine that takes metric names away as Prometheus does by default.
   *
   * @param reader where series are read
   * @param limits what queries go by and may use
   */
  public PromQlEngine(SeriesReader reader, QueryLimits limits) {
    this(reader, limits, NameRemoval.AT_ONCE, System::nanoTime);
  }

  PromQlEngine(SeriesReader reader, QueryLimits limits, NameRemoval names, LongSupplier nanoTime) {
    this.interpreter = new Interpreter(reader, limits.lookback(), limits.subqueryStep(), names);
    this.limits = limits;
    this.nanoTime = nanoTime;
  }

  @Override
  public Query prepare(String expression) {
    Expression tree = Parser.parse(expression, FUNCTIONS, limits.maxDepth());
    return new PreparedQuery(expression, tree, interpreter, limits, nanoTime);
  }
}
