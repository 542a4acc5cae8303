package io.kaldrix.monitor.core.query.parse;

import io.kaldrix.monitor.api.query.QueryException;
import io.kaldrix.monitor.core.query.ast.Expression;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Keeps trees shallow enough to be walked by methods that call themselves. The parser's own depth
 * does not tell: a long chain such as {@code a + a + a …} is read in a loop but makes a deep tree.
 */
final class TreeDepth {

  private record Node(Expression expression, int depth) {}

  private TreeDepth() {}

  static void check(Source source, Expression root, int maxDepth) {
    Deque<Node> open = new ArrayDeque<>();
    open.push(new Node(root, 1));
    while (!open.isEmpty()) {
      Node node = open.pop();
      if (node.depth() > maxDepth) {
        throw tooDeep(source, node.expression().position().offset(), maxDepth);
      }
      for (Expression child : node.expression().children()) {
        open.push(new Node(child, node.depth() + 1));
      }
    }
  }

  static QueryException tooDeep(Source source, int offset, int maxDepth) {
    return source.error(offset, "expression is nested too deep, at most " + maxDepth + " levels");
  }
}
