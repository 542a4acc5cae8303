package io.kaldrix.monitor.api.template;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A function that a template can call. May be called by several threads at a time. */
@FunctionalInterface
public interface TemplateFunction {

  /**
   * Returns what the function gives.
   *
   * @param arguments texts, {@code Long}, {@code Double}, booleans, lists, maps, null
   * @throws IllegalArgumentException if it cannot work with these arguments; the message says why
   */
  @Nullable Object apply(List<@Nullable Object> arguments);
}
