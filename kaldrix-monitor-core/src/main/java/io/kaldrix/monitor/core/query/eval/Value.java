package io.kaldrix.monitor.core.query.eval;

import java.util.List;

/** What an expression evaluates to at one instant. */
sealed interface Value {

  /** One number. */
  record Scalar(double value) implements Value {}

  /** One text. */
  record Text(String value) implements Value {}

  /** One sample each of any number of series, in an order that only sorting functions promise. */
  record Vector(List<Element> elements) implements Value {
    static final Vector EMPTY = new Vector(List.of());
  }

  /** Samples over time of any number of series. */
  record Windows(List<Window> windows) implements Value {}
}
