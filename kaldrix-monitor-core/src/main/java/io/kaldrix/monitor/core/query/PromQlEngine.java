package io.kaldrix.monitor.core.query;

import io.kaldrix.monitor.api.query.Query;
import io.kaldrix.monitor.api.query.QueryEngine;
import io.kaldrix.monitor.api.series.SeriesReader;
import io.kaldrix.monitor.core.query.ast.Expression;
import io.kaldrix.monitor.core.query.ast.FunctionSignature;
import io.kaldrix.monitor.core.query.eval.Answer;
import io.kaldrix.monitor.core.query.eval.EvaluationRules;
import io.kaldrix.monitor.core.query.eval.Functions;
import io.kaldrix.monitor.core.query.eval.Interpreter;
import io.kaldrix.monitor.core.query.eval.SampleReader;
import io.kaldrix.monitor.core.query.parse.Experimental;
import io.kaldrix.monitor.core.query.parse.Parser;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * Answers PromQL as Prometheus 3 does, or as 2 did; what is experimental there if it is asked for.
 * May be shared between threads.
 */
public final class PromQlEngine implements QueryEngine {

  private static final Map<PrometheusVersion, Map<String, FunctionSignature>> FUNCTIONS =
      Map.of(
          PrometheusVersion.PROMETHEUS_2, Functions.formerSignatures(),
          PrometheusVersion.PROMETHEUS_3, Functions.signatures());

  private final Interpreter interpreter;
  private final EvaluationRules rules;
  private final QueryLimits limits;
  private final QueryDialect dialect;
  private final Map<String, FunctionSignature> functions;
  private final LongSupplier nanoTime;

  /**
   * Creates an engine that speaks what Prometheus 3 does by default.
   *
   * @param reader where series are read
   * @param limits what queries go by and may use
   */
  public PromQlEngine(SeriesReader reader, QueryLimits limits) {
    this(reader, limits, QueryDialect.PROMETHEUS_3);
  }

  /**
   * Creates an engine.
   *
   * @param reader where series are read
   * @param limits what queries go by and may use
   * @param dialect which PromQL it speaks
   */
  public PromQlEngine(SeriesReader reader, QueryLimits limits, QueryDialect dialect) {
    this(SampleReader.of(reader), limits, dialect);
  }

  /**
   * Creates an engine.
   *
   * @param reader where series are read with all that is known of them
   * @param limits what queries go by and may use
   * @param dialect which PromQL it speaks
   */
  public PromQlEngine(SampleReader reader, QueryLimits limits, QueryDialect dialect) {
    this(reader, limits, dialect, System::nanoTime);
  }

  /**
   * Creates an engine over samples of which more is known than time and value.
   *
   * @param reader where series are read
   * @param limits what queries go by and may use
   * @param dialect which PromQL it speaks
   * @param nanoTime the source of elapsed time, in nanoseconds
   */
  public PromQlEngine(
      SampleReader reader, QueryLimits limits, QueryDialect dialect, LongSupplier nanoTime) {
    this.rules =
        new EvaluationRules(
            limits.lookback().toMillis(),
            limits.subqueryStep().toMillis(),
            dialect.names(),
            dialect.startTimestamps(),
            dialect.leftClosed());
    this.interpreter = new Interpreter(reader, rules);
    this.limits = limits;
    this.dialect = dialect;
    this.functions = Objects.requireNonNull(FUNCTIONS.get(dialect.version()));
    this.nanoTime = nanoTime;
  }

  @Override
  public Query prepare(String expression) {
    return prepared(expression);
  }

  /**
   * Returns what {@link #instant} does, with native histograms.
   *
   * @throws io.kaldrix.monitor.api.query.QueryException if the expression is wrong or its
   *     evaluation exceeds a limit
   */
  public Answer answerAt(String expression, Instant at) {
    return prepared(expression).answerAt(at);
  }

  PreparedQuery prepared(String expression) {
    return new PreparedQuery(expression, parse(expression), interpreter, limits, nanoTime);
  }

  /**
   * Returns an expression's tree.
   *
   * @throws io.kaldrix.monitor.api.query.QueryException if it is wrong
   */
  public Expression parse(String expression) {
    Expression tree = Parser.parse(expression, functions, limits.maxDepth());
    if (!dialect.experimental()) {
      Experimental.refuse(expression, tree);
    }
    return tree;
  }

  /** Returns what evaluations go by. */
  public EvaluationRules rules() {
    return rules;
  }
}
