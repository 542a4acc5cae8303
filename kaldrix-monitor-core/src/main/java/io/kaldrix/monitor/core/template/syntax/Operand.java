package io.kaldrix.monitor.core.template.syntax;

import java.util.List;

/** A word of a command. */
public sealed interface Operand {

  /** Returns the offset of its first character in the template's text. */
  int offset();

  /** {@code .}: the value at hand. */
  record Dot(int offset) implements Operand {}

  /** {@code nil}. */
  record Nil(int offset) implements Operand {}

  /** A constant: a {@code String}, {@code Long}, {@code Double} or {@code Boolean}. */
  record Constant(Object value, int offset) implements Operand {}

  /** {@code .a.b}: members of the dot, at least one. */
  record Field(List<String> members, int offset) implements Operand {}

  /** {@code $x.a.b}: a variable, with its dollar sign, and any members of it. */
  record Variable(String name, List<String> members, int offset) implements Operand {}

  /** A function's name. */
  record Function(String name, int offset) implements Operand {}

  /** {@code (pipeline)}. */
  record Nested(Pipeline pipeline, int offset) implements Operand {}

  /** {@code (pipeline).a.b}: members of a value, at least one. */
  record Chain(Operand of, List<String> members, int offset) implements Operand {}
}
