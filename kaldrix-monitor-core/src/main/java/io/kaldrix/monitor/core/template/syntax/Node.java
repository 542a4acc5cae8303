package io.kaldrix.monitor.core.template.syntax;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a template that writes or decides what is written. */
public sealed interface Node {

  /** Text that stands as it is. */
  record Literal(String text) implements Node {}

  /** {@code {{ pipeline }}}: writes its value, unless it declares or assigns a variable. */
  record Action(Pipeline pipeline) implements Node {}

  /** {@code {{ if }}} with what is written if its value is true, and if not. */
  record If(Pipeline pipeline, List<Node> then, List<Node> otherwise) implements Node {}

  /** {@code {{ with }}}: as {@code if}, and the value becomes the dot. */
  record With(Pipeline pipeline, List<Node> then, List<Node> otherwise) implements Node {}

  /** {@code {{ range }}}: writes {@code each} for each element, or {@code otherwise} if none is. */
  record Range(Pipeline pipeline, List<Node> each, List<Node> otherwise) implements Node {}

  /** {@code {{ break }}}: ends the innermost range. */
  record Break() implements Node {}

  /** {@code {{ continue }}}: goes on with the innermost range's next element. */
  record Continue() implements Node {}

  /** {@code {{ template "name" pipeline }}}: writes another template, its dot the value. */
  record Invocation(String template, @Nullable Pipeline pipeline, int offset) implements Node {}
}
