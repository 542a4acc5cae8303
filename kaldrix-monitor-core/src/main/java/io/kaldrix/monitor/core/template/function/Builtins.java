package io.kaldrix.monitor.core.template.function;

import io.kaldrix.monitor.core.template.syntax.Arity;
import io.kaldrix.monitor.core.template.value.Budget;
import io.kaldrix.monitor.core.template.value.Comparison;
import io.kaldrix.monitor.core.template.value.Elements;
import io.kaldrix.monitor.core.template.value.Escapes;
import io.kaldrix.monitor.core.template.value.Printf;
import io.kaldrix.monitor.core.template.value.SafeText;
import io.kaldrix.monitor.core.template.value.ValueText;
import io.kaldrix.monitor.core.template.value.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The functions that belong to the language itself.
 *
 * <p>{@code and} and {@code or} stand here for their names and arguments; they are evaluated where
 * templates are filled, as they do not evaluate all they are given.
 */
public final class Builtins {

  /** All of them. */
  public static final FunctionSet ALL =
      FunctionSet.builder()
          .add("and", 1, Arity.MANY, call -> call.argument(call.arguments().size() - 1))
          .add("or", 1, Arity.MANY, call -> call.argument(call.arguments().size() - 1))
          .add("not", 1, call -> !Values.isTrue(call.argument(0)))
          .add("len", 1, call -> Elements.length(call.argument(0)))
          .add("index", 1, Arity.MANY, Builtins::index)
          .add("slice", 1, 4, call -> Elements.slice(call.argument(0), rest(call)))
          .add("call", 1, Arity.MANY, Builtins::call)
          .add("eq", 2, Arity.MANY, Builtins::equal)
          .add("ne", 2, call -> !Comparison.equal(call.argument(0), call.argument(1)))
          .add("lt", 2, call -> less(call))
          .add("le", 2, call -> less(call) || equal(call))
          .add("gt", 2, call -> !less(call) && !equal(call))
          .add("ge", 2, call -> !less(call))
          .add("print", 0, Arity.MANY, call -> print(call.arguments(), call.budget()))
          .add("println", 0, Arity.MANY, Builtins::println)
          .add(
              "printf",
              1,
              Arity.MANY,
              call -> Printf.format(call.text(0), rest(call), call.budget()))
          .add("html", 0, Arity.MANY, call -> escaped(call, Escapes::html))
          .add("js", 0, Arity.MANY, call -> escaped(call, Escapes::javaScript))
          .add("urlquery", 0, Arity.MANY, call -> escaped(call, Escapes::query))
          .build();

  private Builtins() {}

  private static List<@Nullable Object> rest(Invocation call) {
    return call.arguments().subList(1, call.arguments().size());
  }

  private static @Nullable Object index(Invocation call) {
    Object value = call.argument(0);
    if (value == null) {
      throw new IllegalArgumentException("index of untyped nil");
    }
    for (Object index : rest(call)) {
      value = Elements.at(value, index);
    }
    return value;
  }

  private static Object call(Invocation call) {
    throw new IllegalArgumentException("non-function of type " + Values.typeName(call.argument(0)));
  }

  private static boolean equal(Invocation call) {
    for (Object other : rest(call)) {
      if (Comparison.equal(call.argument(0), other)) {
        return true;
      }
    }
    return false;
  }

  private static boolean less(Invocation call) {
    return Comparison.less(call.argument(0), call.argument(1));
  }

  /** Puts a space between two values of which neither is a text. */
  static String print(List<@Nullable Object> values, Budget budget) {
    StringBuilder text = new StringBuilder();
    boolean textBefore = true;
    for (Object value : values) {
      boolean isText = value instanceof String || value instanceof SafeText;
      text.append(textBefore || isText ? "" : " ").append(ValueText.of(value, budget));
      textBefore = isText;
    }
    return budget.text(text.toString());
  }

  private static String println(Invocation call) {
    return call.budget()
        .text(
            call.arguments().stream()
                .map(value -> ValueText.of(value, call.budget()))
                .collect(Collectors.joining(" ", "", "\n")));
  }

  private static String escaped(Invocation call, UnaryOperator<String> escape) {
    List<@Nullable Object> shown = new ArrayList<>();
    call.arguments().forEach(value -> shown.add(value == null ? "<no value>" : value));
    return call.budget().text(escape.apply(print(shown, call.budget())));
  }
}
