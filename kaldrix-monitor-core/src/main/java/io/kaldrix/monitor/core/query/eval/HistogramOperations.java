package io.kaldrix.monitor.core.query.eval;

import io.kaldrix.monitor.core.query.ast.BinaryOperation;
import io.kaldrix.monitor.core.query.ast.BinaryOperator;
import io.kaldrix.monitor.core.query.histogram.NativeHistogram;
import io.kaldrix.monitor.core.query.histogram.ResetHint;
import io.kaldrix.monitor.core.query.histogram.Trim;
import java.util.Optional;

/** What a binary operation makes of operands of which one at least is a histogram. */
final class HistogramOperations {

  private final BinaryOperation operation;
  private final Notices notices;

  HistogramOperations(Run run, BinaryOperation operation) {
    this.operation = operation;
    this.notices = new Notices(run.annotations(), operation);
  }

  /** Returns {@code element} with the result, empty if the operands do not go together. */
  Optional<Element> combined(Element left, Element right, Element element) {
    NativeHistogram a = left.histogram();
    NativeHistogram b = right.histogram();
    if (a != null && b != null) {
      return both(a, b, element);
    }
    if (a != null) {
      return withNumber(a, right.value(), element);
    }
    if (b != null && operation.operator() == BinaryOperator.MULTIPLY) {
      return Optional.of(element.withHistogram(b.times(left.value())));
    }
    refuse(left, right);
    return Optional.empty();
  }

  /** Says that the operands do not go together. */
  void refuse(Element left, Element right) {
    notices.incompatibleTypes(typeOf(left), operation.operator().symbol(), typeOf(right));
  }

  private static String typeOf(Element element) {
    return element.isHistogram() ? "histogram" : "float";
  }

  private Optional<Element> withNumber(NativeHistogram histogram, double number, Element element) {
    return switch (operation.operator()) {
      case MULTIPLY -> Optional.of(element.withHistogram(histogram.times(number)));
      case DIVIDE -> Optional.of(element.withHistogram(histogram.dividedBy(number)));
      case TRIM_UPPER -> Optional.of(element.withHistogram(Trim.of(histogram, number, true)));
      case TRIM_LOWER -> Optional.of(element.withHistogram(Trim.of(histogram, number, false)));
      default -> {
        notices.incompatibleTypes("histogram", operation.operator().symbol(), "float");
        yield Optional.empty();
      }
    };
  }

  private Optional<Element> both(NativeHistogram left, NativeHistogram right, Element element) {
    return switch (operation.operator()) {
      case ADD -> sum(left, right, 1, "addition").map(element::withHistogram);
      case SUBTRACT ->
          sum(left, right, -1, "subtraction")
              .map(difference -> difference.withHint(ResetHint.GAUGE))
              .map(element::withHistogram);
      case EQUAL -> compared(left, left.isSameAs(right), element);
      case NOT_EQUAL -> compared(left, !left.isSameAs(right), element);
      default -> {
        notices.incompatibleTypes("histogram", operation.operator().symbol(), "histogram");
        yield Optional.empty();
      }
    };
  }

  private Optional<NativeHistogram> sum(
      NativeHistogram left, NativeHistogram right, double factor, String operationName) {
    if (left.hint().conflictsWith(right.hint())) {
      notices.conflictingResets(operationName);
    }
    Optional<NativeHistogram> sum = notices.sum(left, right, factor, operationName);
    if (sum.isEmpty()) {
      notices.incompatibleBuckets(operation.operator().symbol());
    }
    return sum;
  }

  private Optional<Element> compared(NativeHistogram left, boolean holds, Element element) {
    if (operation.asBool()) {
      return Optional.of(element.withValue(holds ? 1 : 0));
    }
    return holds ? Optional.of(element.withHistogram(left)) : Optional.empty();
  }
}
