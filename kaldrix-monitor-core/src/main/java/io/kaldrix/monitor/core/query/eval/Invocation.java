package io.kaldrix.monitor.core.query.eval;

import io.kaldrix.monitor.api.query.QueryException;
import io.kaldrix.monitor.core.query.ast.Call;
import io.kaldrix.monitor.core.query.ast.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;

/**
 * A function about to be evaluated: its arguments, when, and what a function may say.
 *
 * @param run the evaluation it is part of
 * @param selections the series that the query's selectors read
 * @param call the call in the expression
 * @param arguments what the call's arguments evaluate to
 * @param atMillis the instant
 */
record Invocation(
    Run run, Selections selections, Call call, List<Value> arguments, long atMillis) {

  /** Returns when metric names are taken away. */
  NameRemoval names() {
    return run.rules().names();
  }


  int size() {
    return arguments.size();
  }

  double scalar(int index) {
    return ((Value.Scalar) arguments.get(index)).value();
  }

  /** Returns a scalar that may be left out. */
  double scalarOr(int index, double otherwise) {
    return index < size() ? scalar(index) : otherwise;
  }

  String text(int index) {
    return ((Value.Text) arguments.get(index)).value();
  }

  List<Element> vector(int index) {
    return ((Value.Vector) arguments.get(index)).elements();
  }

  List<Window> windows(int index) {
    return ((Value.Windows) arguments.get(index)).windows();
  }

  Expression argument(int index) {
    return call.arguments().get(index);
  }

  double seconds() {
    return atMillis / 1000.0;
  }

  /** Returns the first argument's elements with calculated values and without metric names. */
  Value mapped(int index, DoubleUnaryOperator calculation) {
    List<Element> mapped = new ArrayList<>();
    for (Element element : vector(index)) {
      mapped.add(names().removeFrom(element.withValue(calculation.applyAsDouble(element.value()))));
    }
    return new Value.Vector(mapped);
  }

  /** Returns one element for each window that a value can be calculated of, without its name. */
  Value reduced(int index, Function<Window, OptionalDouble> calculation) {
    List<Element> reduced = new ArrayList<>();
    for (Window window : windows(index)) {
      calculation
          .apply(window)
          .ifPresent(value -> reduced.add(names().removeFrom(element(window, value))));
    }
    return new Value.Vector(reduced);
  }

  Element element(Window window, double value) {
    return new Element(window.labels(), window.nameless(), atMillis, value);
  }

  void warn(int argument, String problem) {
    run.annotations().warn(argument(argument), problem);
  }

  void inform(int argument, String remark) {
    run.annotations().inform(argument(argument), remark);
  }

  QueryException error(int argument, String problem) {
    return run.error(argument(argument), problem);
  }
}
