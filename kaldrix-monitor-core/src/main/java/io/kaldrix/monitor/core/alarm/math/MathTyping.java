package io.kaldrix.monitor.core.alarm.math;

import io.kaldrix.monitor.api.plugin.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Finds out what an expression is, before it is ever evaluated. */
final class MathTyping {

  private final String text;
  private final Function<MathNode.Reference, MathType> references;

  private MathTyping(String text, Function<MathNode.Reference, MathType> references) {
    this.text = text;
    this.references = references;
  }

  /**
   * Returns what {@code node} is.
   *
   * @param text the whole expression, for messages
   * @param references what ids stand for
   * @throws MathException if operands or arguments do not fit
   */
  static MathType of(
      String text, MathNode node, Function<MathNode.Reference, MathType> references) {
    return new MathTyping(text, references).of(node);
  }

  private MathType of(MathNode node) {
    if (node instanceof MathNode.Literal) {
      return MathType.SCALAR;
    }
    if (node instanceof MathNode.Text) {
      return MathType.TEXT;
    }
    if (node instanceof MathNode.Word) {
      return MathType.WORD;
    }
    if (node instanceof MathNode.Reference reference) {
      return references.apply(reference);
    }
    if (node instanceof MathNode.Negation negation) {
      return numeric(negation.operand(), "'-'");
    }
    if (node instanceof MathNode.Binary binary) {
      return binary(binary);
    }
    if (node instanceof MathNode.ListOf list) {
      for (MathNode element : list.elements()) {
        MathType type = of(element);
        if (type != MathType.SERIES && type != MathType.ARRAY) {
          throw new MathException(
              text, element.offset(), "an array holds " + type + ", must hold time series");
        }
      }
      return MathType.ARRAY;
    }
    return call((MathNode.Call) node);
  }

  private MathType numeric(MathNode node, String of) {
    MathType type = of(node);
    if (type == MathType.TEXT || type == MathType.WORD) {
      throw new MathException(
          text,
          node.offset(),
          of + " has " + type + " as operand, must have numbers or time series");
    }
    return type;
  }

  private MathType binary(MathNode.Binary binary) {
    MathType left = numeric(binary.left(), "'" + binary.operator() + "'");
    MathType right = numeric(binary.right(), "'" + binary.operator() + "'");
    if (left == MathType.ARRAY && right == MathType.ARRAY) {
      throw new MathException(
          text,
          binary.offset(),
          "'" + binary.operator() + "' has two arrays as operands, at most one may be an array");
    }
    return left.compareTo(right) >= 0 ? left : right; // number, series, array
  }

  private MathType call(MathNode.Call call) {
    List<MathSignature> signatures = MathFunctions.signatures(call.function());
    if (signatures.isEmpty()) {
      String refusal = MathFunctions.refusal(call.function());
      throw new MathException(
          text,
          call.offset(),
          refusal.isEmpty()
              ? "there is no function '"
                  + call.function()
                  + "'"
                  + NearestName.hint(call.function(), MathFunctions.names())
              : refusal);
    }
    List<MathType> given = new ArrayList<>();
    for (MathNode argument : call.arguments()) {
      given.add(of(argument));
    }
    for (MathSignature signature : signatures) {
      if (signature.takes(given, call.arguments())) {
        return signature.result();
      }
    }
    throw new MathException(
        text,
        call.offset(),
        call.function()
            + " does not take ("
            + String.join(", ", given.stream().map(MathType::toString).toList())
            + "), must be "
            + String.join(
                " or ",
                signatures.stream().map(signature -> signature.shown(call.function())).toList()));
  }
}
