package io.kaldrix.monitor.core.config;

import java.util.Optional;

/** Finds what is wrong with the expression of a rule before it is evaluated. */
@FunctionalInterface
public interface ExpressionCheck {

  /** Lets every expression pass. */
  ExpressionCheck NONE = expression -> Optional.empty();

  /** Returns what is wrong in one line, empty if nothing is. */
  Optional<String> problem(String expression);
}
