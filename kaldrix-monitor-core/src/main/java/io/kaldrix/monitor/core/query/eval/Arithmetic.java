package io.kaldrix.monitor.core.query.eval;

import io.kaldrix.monitor.core.query.ast.BinaryOperator;

/** What operators make of two numbers. */
public final class Arithmetic {

  private Arithmetic() {}

  /** Returns whether a comparison holds. */
  public static boolean holds(BinaryOperator operator, double left, double right) {
    return switch (operator) {
      case EQUAL -> left == right;
      case NOT_EQUAL -> left != right;
      case LESS -> left < right;
      case LESS_OR_EQUAL -> left <= right;
      case GREATER -> left > right;
      case GREATER_OR_EQUAL -> left >= right;
      default -> throw new IllegalStateException(operator + " is no comparison");
    };
  }

  /** Returns what an arithmetic operator calculates. */
  public static double calculate(BinaryOperator operator, double left, double right) {
    return switch (operator) {
      case ADD -> left + right;
      case SUBTRACT -> left - right;
      case MULTIPLY -> left * right;
      case DIVIDE -> left / right;
      case MODULO -> left % right;
      case POWER -> power(left, right);
      case ATAN2 -> Math.atan2(left, right);
      default -> throw new IllegalStateException(operator + " is no arithmetic");
    };
  }

  /** Returns the power as IEEE 754 has it: 1 to any power is 1, which Java calls NaN for some. */
  private static double power(double base, double exponent) {
    boolean one = base == 1 || (base == -1 && Double.isInfinite(exponent));
    return one ? 1 : Math.pow(base, exponent);
  }
}
