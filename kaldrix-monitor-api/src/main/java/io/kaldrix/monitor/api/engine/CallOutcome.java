package io.kaldrix.monitor.api.engine;

import java.time.Duration;
import java.util.Optional;

/** How a fenced call ended. */
public sealed interface CallOutcome<T> {

  /** Returns what the call returned, empty if it did not. */
  default Optional<T> value() {
    return Optional.empty();
  }

  /** Returns what went wrong in one line, empty if nothing did. */
  String problem();

  /** It returned. */
  record Returned<T>(T result) implements CallOutcome<T> {
    @Override
    public Optional<T> value() {
      return Optional.of(result);
    }

    @Override
    public String problem() {
      return "";
    }
  }

  /** It threw. */
  record Threw<T>(Throwable cause) implements CallOutcome<T> {
    @Override
    public String problem() {
      return cause.toString();
    }
  }

  /** It was not back by its deadline. */
  record TimedOut<T>(Duration deadline) implements CallOutcome<T> {
    @Override
    public String problem() {
      return "not back after " + deadline.toMillis() + " ms";
    }
  }

  /** It was not called: an earlier call, given up, still has not come back. */
  record Hanging<T>() implements CallOutcome<T> {
    @Override
    public String problem() {
      return "an earlier call still hangs";
    }
  }
}
