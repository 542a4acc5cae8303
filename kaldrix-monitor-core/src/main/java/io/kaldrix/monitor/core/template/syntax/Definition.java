package io.kaldrix.monitor.core.template.syntax;

import java.util.List;

/**
 * A template by its name.
 *
 * @param source the text that it stands in
 */
public record Definition(String name, Source source, List<Node> nodes) {

  boolean isBlank() {
    return nodes.stream()
        .allMatch(node -> node instanceof Node.Literal literal && literal.text().isBlank());
  }
}
