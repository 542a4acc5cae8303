package io.kaldrix.monitor.core.query.eval;

import io.kaldrix.monitor.api.query.QueryException;
import io.kaldrix.monitor.core.query.ast.Call;
import io.kaldrix.monitor.core.query.ast.Expression;
import io.kaldrix.monitor.core.query.histogram.NativeHistogram;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * A function about to be evaluated: its arguments, when, and what a function may say.
 *
 * @param run the evaluation it is part of
 * @param selections the series that the query's selectors read
 * @param call the call in the expression
 * @param arguments what the call's arguments evaluate to
 * @param atMillis the instant
 */
record Invocation(Run run, Selections selections, Call call, List<Value> arguments, long atMillis) {

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
      if (element.isHistogram()) {
        continue; // only numbers can be calculated with
      }
      mapped.add(names().removeFrom(element.withValue(calculation.applyAsDouble(element.value()))));
    }
    return new Value.Vector(mapped);
  }

  /**
   * Returns one element for each window of which a value can be calculated, without its name.
   * Histograms among numbers are left out, which is said.
   */
  Value reduced(int index, Function<Window, OptionalDouble> calculation) {
    List<Element> reduced = new ArrayList<>();
    for (Window window : windows(index)) {
      Optional<Window> floats = window.floats();
      if (floats.isEmpty()) {
        continue;
      }
      if (window.isMixed()) {
        notices(index).ignoredInRange(window.labels());
      }
      calculation
          .apply(floats.get())
          .ifPresent(value -> reduced.add(names().removeFrom(element(window, value))));
    }
    return new Value.Vector(reduced);
  }

  /** Returns one element for each window, of numbers and histograms alike, without its name. */
  Value reducedAny(int index, ToDoubleFunction<Window> calculation) {
    List<Element> reduced = new ArrayList<>();
    for (Window window : windows(index)) {
      reduced.add(names().removeFrom(element(window, calculation.applyAsDouble(window))));
    }
    return new Value.Vector(reduced);
  }

  /**
   * Returns one element for each window either of numbers or of histograms alone, without its name;
   * a mixed one is left out, which is said.
   */
  Value reducedEither(
      int index,
      Function<Window, OptionalDouble> numbers,
      BiFunction<Window, Notices, Optional<NativeHistogram>> histograms) {
    return reducedEither(windows(index), index, numbers, histograms);
  }

  /** Does the same with windows that were made of an argument's. */
  Value reducedEither(
      List<Window> windows,
      int index,
      Function<Window, OptionalDouble> numbers,
      BiFunction<Window, Notices, Optional<NativeHistogram>> histograms) {
    List<Element> reduced = new ArrayList<>();
    for (Window window : windows) {
      if (window.isMixed()) {
        notices(index).mixedSamples(window.labels());
      } else if (window.isOfHistograms()) {
        histograms
            .apply(window, notices(index))
            .map(histogram -> element(window, 0).withHistogram(histogram))
            .ifPresent(element -> reduced.add(names().removeFrom(element)));
      } else {
        numbers
            .apply(window)
            .ifPresent(value -> reduced.add(names().removeFrom(element(window, value))));
      }
    }
    return new Value.Vector(reduced);
  }

  Notices notices(int argument) {
    return new Notices(run.annotations(), argument(argument));
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
