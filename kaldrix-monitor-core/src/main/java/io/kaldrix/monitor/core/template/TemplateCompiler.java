package io.kaldrix.monitor.core.template;

import io.kaldrix.monitor.api.plugin.NearestName;
import io.kaldrix.monitor.api.template.TemplateSurroundings.Escaping;
import io.kaldrix.monitor.core.template.function.FunctionSet;
import io.kaldrix.monitor.core.template.syntax.Definition;
import io.kaldrix.monitor.core.template.syntax.Node;
import io.kaldrix.monitor.core.template.syntax.Parser;
import io.kaldrix.monitor.core.template.syntax.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes templates that have some functions and variables in common. Immutable; may be shared
 * between threads.
 *
 * @param functions what templates may call
 * @param variables with their dollar sign, each with the member of the data that it stands for
 */
public record TemplateCompiler(
    FunctionSet functions, Map<String, String> variables, Escaping escaping, FillLimits limits) {

  /** The longest text that is read. */
  static final int MAX_SOURCE_CHARACTERS = 1 << 20;

  /** Creates a compiler. */
  public TemplateCompiler {
    variables = Map.copyOf(variables);
  }

  /**
   * Returns a template ready to be filled.
   *
   * @param files texts by name, of which it may invoke what they define
   * @throws io.kaldrix.monitor.api.template.TemplateException if a text is wrong
   */
  public CompiledTemplate compile(String name, String text, Map<String, String> files) {
    Map<String, Definition> definitions = new LinkedHashMap<>();
    files.forEach(
        (file, content) -> Parser.merge(definitions, parse(new Source(file, content), List.of())));
    return compile(new Source(name, text), definitions);
  }

  /** Returns a template that may invoke what others define. */
  CompiledTemplate compile(Source source, Map<String, Definition> others) {
    Map<String, Definition> own = parse(source, List.copyOf(variables.keySet()));
    Map<String, Definition> all = new LinkedHashMap<>(others);
    Parser.merge(all, own);
    all.values().forEach(definition -> refuseUndefined(definition, definition.nodes(), all));
    Definition main = own.get(source.name());
    if (main == null) {
      throw new IllegalStateException("the parser returned no '" + source.name() + "'");
    }
    return new CompiledTemplate(this, main, Map.copyOf(all));
  }

  private Map<String, Definition> parse(Source source, List<String> given) {
    if (source.text().length() > MAX_SOURCE_CHARACTERS) {
      throw source.error(0, "has more than " + MAX_SOURCE_CHARACTERS + " characters");
    }
    return Parser.parse(source, functions.arities(), given);
  }

  private static void refuseUndefined(
      Definition in, List<Node> nodes, Map<String, Definition> all) {
    for (Node node : nodes) {
      if (node instanceof Node.Invocation invocation && !all.containsKey(invocation.template())) {
        throw in.source()
            .error(
                invocation.offset(),
                "template \""
                    + invocation.template()
                    + "\" not defined"
                    + NearestName.hint(invocation.template(), all.keySet()));
      }
      for (List<Node> inner : inner(node)) {
        refuseUndefined(in, inner, all);
      }
    }
  }

  private static List<List<Node>> inner(Node node) {
    List<List<Node>> inner = new ArrayList<>();
    if (node instanceof Node.If decision) {
      inner.add(decision.then());
      inner.add(decision.otherwise());
    } else if (node instanceof Node.With with) {
      inner.add(with.then());
      inner.add(with.otherwise());
    } else if (node instanceof Node.Range range) {
      inner.add(range.each());
      inner.add(range.otherwise());
    }
    return inner;
  }
}
