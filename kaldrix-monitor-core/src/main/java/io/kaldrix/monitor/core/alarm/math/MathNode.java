package io.kaldrix.monitor.core.alarm.math;

import java.util.List;

/** A part of an expression. */
sealed interface MathNode {

  /** Returns where it stands: the offset of its first character, of an operator the operator's. */
  int offset();

  /** A number. */
  record Literal(int offset, double value) implements MathNode {}

  /** A quoted text. */
  record Text(int offset, String value) implements MathNode {}

  /** A word that a function understands, such as {@code REPEAT}. */
  record Word(int offset, String name) implements MathNode {}

  /** The id of a metric or of another expression. */
  record Reference(int offset, String id) implements MathNode {}

  /** A minus before its operand. */
  record Negation(int offset, MathNode operand) implements MathNode {}

  /** Two operands and what stands between them; {@code &&} is {@code AND}, {@code ||} is OR. */
  record Binary(int offset, String operator, MathNode left, MathNode right) implements MathNode {}

  /** A function of arguments. */
  record Call(int offset, String function, List<MathNode> arguments) implements MathNode {}

  /** Time series in order, in brackets. */
  record ListOf(int offset, List<MathNode> elements) implements MathNode {}
}
