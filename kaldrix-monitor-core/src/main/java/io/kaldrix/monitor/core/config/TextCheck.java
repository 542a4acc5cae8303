package io.kaldrix.monitor.core.config;

import java.util.Optional;

/** Finds what is wrong with a label or annotation of a rule before it is filled. */
@FunctionalInterface
public interface TextCheck {

  /** Lets every text pass. */
  TextCheck NONE = (rule, text) -> Optional.empty();

  /** Returns what is wrong with a text of that rule in one line, empty if nothing is. */
  Optional<String> problem(String rule, String text);
}
