package io.kaldrix.monitor.core.template.function;

import org.jspecify.annotations.Nullable;

/** A function of templates. Shared between threads. */
@FunctionalInterface
public interface Function {

  /**
   * Returns what the function gives for one call.
   *
   * @throws RuntimeException if it can't; the message says why
   */
  @Nullable Object apply(Invocation call);
}
