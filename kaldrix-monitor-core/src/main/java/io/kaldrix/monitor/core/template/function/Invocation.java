package io.kaldrix.monitor.core.template.function;

import io.kaldrix.monitor.core.pattern.SearchPattern;
import io.kaldrix.monitor.core.template.value.Budget;
import io.kaldrix.monitor.core.template.value.SafeText;
import io.kaldrix.monitor.core.template.value.Values;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One call of a function: its arguments, and the template that is being filled. */
public final class Invocation {

  /** The template that is being filled. */
  public interface Surroundings {
    /** Returns the instant that functions of time go by. */
    Instant at();

    /** Returns what the template may still cost. */
    Budget budget();

    /** Returns the data that the whole template is filled with. */
    @Nullable Object data();

    /** Returns what another template gives for {@code data}. */
    String invoke(String template, @Nullable Object data);

    /** Returns what a text, taken as a template, gives for the data of the whole. */
    String expand(String text);

    /** Returns a pattern, compiled once while the template is being filled. */
    SearchPattern pattern(String expression);
  }

  private static final long CHARACTERS_A_STEP = 64;

  private final List<@Nullable Object> arguments;
  private final Surroundings surroundings;

  /** Creates a call. */
  public Invocation(List<@Nullable Object> arguments, Surroundings surroundings) {
    this.arguments = arguments;
    this.surroundings = surroundings;
  }

  Surroundings surroundings() {
    return surroundings;
  }

  Budget budget() {
    return surroundings.budget();
  }

  /** Returns what the call was given. */
  public List<@Nullable Object> arguments() {
    return arguments;
  }

  @Nullable Object argument(int index) {
    return arguments.get(index);
  }

  /** Returns an argument that must be a text. */
  String text(int index) {
    Object value = arguments.get(index);
    if (value instanceof String text) {
      return text;
    }
    if (value instanceof SafeText safe) {
      return safe.text();
    }
    throw wrong(index, "string");
  }

  /** Returns an argument that must be a list. */
  List<?> list(int index) {
    if (Values.plain(arguments.get(index)) instanceof Collection<?> elements) {
      return elements instanceof List<?> list ? list : List.of(elements.toArray());
    }
    throw wrong(index, "list");
  }

  /** Returns an argument of a type. */
  <T> T of(Class<T> type, int index, String expected) {
    Object value = arguments.get(index);
    if (type.isInstance(value)) {
      return type.cast(value);
    }
    throw wrong(index, expected);
  }

  /** Returns a pattern, its cost for a text paid. */
  SearchPattern pattern(String expression, String text) {
    SearchPattern pattern = surroundings.pattern(expression);
    budget().spend(pattern.size() * (text.length() + 1L) / CHARACTERS_A_STEP);
    return pattern;
  }

  private IllegalArgumentException wrong(int index, String expected) {
    return new IllegalArgumentException(
        "wrong type for value; expected "
            + expected
            + "; got "
            + Values.typeName(arguments.get(index)));
  }
}
