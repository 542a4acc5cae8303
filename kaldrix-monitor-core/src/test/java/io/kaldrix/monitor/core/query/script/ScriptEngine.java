package io.kaldrix.monitor.core.query.script;

import io.kaldrix.monitor.core.query.eval.Answer;
import java.time.Duration;
import java.time.Instant;

/** What a script is run against: an engine that tells of native histograms too. */
public interface ScriptEngine {

  /** Returns what an expression says at one instant. */
  Answer at(String expression, Instant at);

  /** Returns what an expression says at every step of a range. */
  Answer over(String expression, Instant from, Instant to, Duration step);
}
