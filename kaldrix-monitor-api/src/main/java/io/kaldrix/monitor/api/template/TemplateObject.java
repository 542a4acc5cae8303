package io.kaldrix.monitor.api.template;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A value whose members a template names: {@code .Member}, or {@code .Member argument}. */
public interface TemplateObject {

  /** Returns whether there is a member of that name. */
  boolean has(String member);

  /**
   * Returns a member's value.
   *
   * @param member one that {@link #has} knows
   * @param arguments what is given to it, empty for most
   * @throws IllegalArgumentException if it does not take these arguments
   */
  @Nullable Object member(String member, List<@Nullable Object> arguments);

  /**
   * Returns what stands for the value where it is ranged over, indexed, measured or written as
   * JSON: a list, a map, a text or a number. What {@link #has} does not know is looked up in it.
   */
  Object plain();

  /** Returns the text that is printed for the value. */
  @Override
  String toString();
}
