package io.kaldrix.monitor.core.query;

import io.kaldrix.monitor.core.query.eval.Answer;
import io.kaldrix.monitor.core.query.eval.SampleReader;
import io.kaldrix.monitor.core.query.script.ScriptEngine;
import java.time.Duration;
import java.time.Instant;

/** An engine that tells scripts of native histograms too. */
record EngineForScripts(PromQlEngine engine) implements ScriptEngine {

  static EngineForScripts of(SampleReader reader, QueryDialect dialect) {
    return new EngineForScripts(
        new PromQlEngine(reader, QueryLimits.DEFAULT, dialect, System::nanoTime));
  }

  @Override
  public Answer at(String expression, Instant at) {
    return engine.prepared(expression).answerAt(at);
  }

  @Override
  public Answer over(String expression, Instant from, Instant to, Duration step) {
    return engine.prepared(expression).answerOver(from, to, step);
  }
}
