package io.kaldrix.monitor.core.query.eval;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.core.query.ast.BinaryOperation;
import io.kaldrix.monitor.core.query.ast.BinaryOperator;
import io.kaldrix.monitor.core.query.ast.VectorMatching;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** What one binary operation makes of its operands. */
final class BinaryOperations {

  private final Run run;
  private final NameRemoval names;
  private final BinaryOperation operation;
  private final VectorMatching matching;
  private final HistogramOperations histograms;

  BinaryOperations(Run run, BinaryOperation operation) {
    this.run = run;
    this.names = run.rules().names();
    this.operation = operation;
    this.histograms = new HistogramOperations(run, operation);
    this.matching = operation.matching().orElse(VectorMatching.ALL_LABELS);
  }

  Value apply(Value left, Value right, long atMillis) {
    if (left instanceof Value.Scalar a && right instanceof Value.Scalar b) {
      return new Value.Scalar(scalars(a.value(), b.value()));
    }
    if (left instanceof Value.Vector vector && right instanceof Value.Scalar scalar) {
      return withScalar(vector.elements(), scalar.value(), false, atMillis);
    }
    if (left instanceof Value.Scalar scalar && right instanceof Value.Vector vector) {
      return withScalar(vector.elements(), scalar.value(), true, atMillis);
    }
    List<Element> a = ((Value.Vector) left).elements();
    List<Element> b = ((Value.Vector) right).elements();
    return operation.operator().isSetOperator() ? sets(a, b) : matched(a, b, atMillis);
  }

  // ---- values

  private double scalars(double left, double right) {
    return operation.operator().isComparison()
        ? (Arithmetic.holds(operation.operator(), left, right) ? 1 : 0)
        : Arithmetic.calculate(operation.operator(), left, right);
  }

  /**
   * Returns an element with the value of the result, empty if a comparison filters it out or the
   * operands do not go together.
   *
   * @param element what the result is like
   */
  private Optional<Element> combined(Element left, Element right, Element kept, Element element) {
    if (left.isHistogram() || right.isHistogram()) {
      return histograms.combined(left, right, element);
    }
    BinaryOperator operator = operation.operator();
    if (operator.isTrim()) {
      histograms.refuse(left, right);
      return Optional.empty();
    }
    if (!operator.isComparison()) {
      return Optional.of(
          element.withValue(Arithmetic.calculate(operator, left.value(), right.value())));
    }
    boolean holds = Arithmetic.holds(operator, left.value(), right.value());
    if (operation.asBool()) {
      return Optional.of(element.withValue(holds ? 1 : 0));
    }
    return holds ? Optional.of(element.withValue(kept.value())) : Optional.empty();
  }

  // ---- vector and scalar

  private Value withScalar(
      List<Element> vector, double scalar, boolean scalarFirst, long atMillis) {
    boolean filters = operation.operator().isComparison() && !operation.asBool();
    boolean changed = !filters && !operation.operator().isTrim();
    List<Element> results = new ArrayList<>();
    Element other = Element.of(Labels.EMPTY, atMillis, scalar);
    for (Element element : vector) {
      Element left = scalarFirst ? other : element;
      Element right = scalarFirst ? element : other;
      combined(left, right, element, element.at(atMillis))
          .ifPresent(result -> results.add(changed ? names.removeFrom(result) : result));
    }
    return new Value.Vector(results);
  }

  // ---- vector and vector

  private Labels signature(Labels labels) {
    return MatchedLabels.signature(matching, labels);
  }

  private Value sets(List<Element> left, List<Element> right) {
    List<Element> results = new ArrayList<>();
    if (operation.operator() == BinaryOperator.OR) {
      Set<Labels> present = signatures(left);
      results.addAll(left);
      for (Element element : right) {
        if (!present.contains(signature(element.labels()))) {
          results.add(element);
        }
      }
      return new Value.Vector(results);
    }
    Set<Labels> present = signatures(right);
    boolean wanted = operation.operator() == BinaryOperator.AND;
    for (Element element : left) {
      if (present.contains(signature(element.labels())) == wanted) {
        results.add(element);
      }
    }
    return new Value.Vector(results);
  }

  private Set<Labels> signatures(List<Element> elements) {
    Set<Labels> signatures = new HashSet<>();
    elements.forEach(element -> signatures.add(signature(element.labels())));
    return signatures;
  }

  private Value matched(List<Element> left, List<Element> right, long atMillis) {
    boolean alone = left.isEmpty() || right.isEmpty();
    if (alone && matching.fill().equals(VectorMatching.Fill.NONE)) {
      return Value.Vector.EMPTY; // even if the other side could not be matched
    }
    boolean oneIsLeft = matching.group() instanceof VectorMatching.Group.Right;
    boolean oneToOne = matching.group() instanceof VectorMatching.Group.OneToOne;
    Map<Labels, Element> ones = ones(oneIsLeft ? left : right, oneIsLeft);
    Map<Labels, Set<Labels>> results = new HashMap<>();
    List<Element> elements = new ArrayList<>();
    for (Element many : filled(oneIsLeft ? right : left, ones)) {
      Labels signature = signature(many.labels());
      Element one = ones.get(signature);
      if (one == null) {
        OptionalDouble fill = matching.fill().right(); // of the side of one, wherever it stands
        if (fill.isEmpty()) {
          continue;
        }
        one = Element.of(signature, atMillis, fill.getAsDouble());
      }
      boolean first = !results.containsKey(signature);
      if (oneToOne && !first) {
        throw run.error(
            operation,
            "multiple matches for labels: many-to-one matching must be explicit"
                + " (group_left/group_right), found several on the left hand-side for the match"
                + " group "
                + LabelText.of(signature));
      }
      Set<Labels> taken = results.computeIfAbsent(signature, labels -> new HashSet<>());
      Element a = oneIsLeft ? one : many;
      Element b = oneIsLeft ? many : one;
      Optional<Element> result = combined(a, b, a, many.at(atMillis));
      if (result.isEmpty()) {
        continue;
      }
      Labels labels =
          MatchedLabels.result(operation.operator(), matching, many.labels(), one.labels());
      if (!taken.add(labels)) {
        throw run.error(
            operation,
            "multiple matches for labels: grouping labels must ensure unique matches, found twice: "
                + LabelText.of(labels));
      }
      Element element = result.get().withLabels(labels);
      elements.add(operation.asBool() ? names.removeFrom(element) : element);
    }
    return new Value.Vector(elements);
  }

  /** Returns the side of many with an element for each of the side of one that has no partner. */
  private List<Element> filled(List<Element> manies, Map<Labels, Element> ones) {
    OptionalDouble fill = matching.fill().left(); // of the side of many, wherever it stands
    if (fill.isEmpty()) {
      return manies;
    }
    Set<Labels> present = signatures(manies);
    List<Element> filled = new ArrayList<>(manies);
    ones.forEach(
        (signature, one) -> {
          if (!present.contains(signature)) {
            filled.add(
                new Element(signature, one.nameless(), one.timestampMillis(), fill.getAsDouble()));
          }
        });
    return filled;
  }

  private Map<Labels, Element> ones(List<Element> side, boolean oneIsLeft) {
    Map<Labels, Element> ones = new LinkedHashMap<>();
    for (Element element : side) {
      Element other = ones.put(signature(element.labels()), element);
      if (other != null) {
        boolean inOrder = other.labels().compareTo(element.labels()) < 0;
        throw run.error(
            operation,
            "found duplicate series for the match group "
                + LabelText.of(signature(element.labels()))
                + " on the "
                + (oneIsLeft ? "left" : "right")
                + " hand-side of the operation: ["
                + LabelText.of((inOrder ? other : element).labels())
                + ", "
                + LabelText.of((inOrder ? element : other).labels())
                + "];many-to-many matching not allowed: matching labels must be unique on one"
                + " side");
      }
    }
    return ones;
  }
}
