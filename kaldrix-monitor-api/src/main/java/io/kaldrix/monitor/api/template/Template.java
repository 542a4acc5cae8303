package io.kaldrix.monitor.api.template;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A text with blanks, checked. May be shared between threads. */
public interface Template {

  /** Returns what messages call the template. */
  String name();

  /**
   * Returns the text with its blanks filled.
   *
   * <p>Data are texts, numbers, booleans, {@code Instant}, {@code ZonedDateTime}, {@code Duration},
   * {@code Labels}, collections, maps with texts as keys, {@code Optional} and {@link
   * TemplateObject}, in any depth. A key that a map of texts does not have stands for the empty
   * text; of another map, for no value.
   *
   * @param data what {@code .} stands for, null for nothing
   * @param at the instant that functions of time go by
   * @throws TemplateException if a step fails or a limit is exceeded, with the place in the text
   */
  String fill(@Nullable Object data, Instant at);
}
