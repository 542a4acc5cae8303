package io.kaldrix.monitor.core.template;

import io.kaldrix.monitor.api.template.TemplateException;
import io.kaldrix.monitor.api.template.TemplateObject;
import io.kaldrix.monitor.api.template.TemplateSurroundings.Escaping;
import io.kaldrix.monitor.core.pattern.SearchPattern;
import io.kaldrix.monitor.core.template.function.Function;
import io.kaldrix.monitor.core.template.function.Invocation;
import io.kaldrix.monitor.core.template.syntax.Definition;
import io.kaldrix.monitor.core.template.syntax.Node;
import io.kaldrix.monitor.core.template.syntax.Operand;
import io.kaldrix.monitor.core.template.syntax.Pipeline;
import io.kaldrix.monitor.core.template.syntax.Pipeline.Command;
import io.kaldrix.monitor.core.template.syntax.Source;
import io.kaldrix.monitor.core.template.value.Budget;
import io.kaldrix.monitor.core.template.value.Elements;
import io.kaldrix.monitor.core.template.value.Escapes;
import io.kaldrix.monitor.core.template.value.SafeText;
import io.kaldrix.monitor.core.template.value.ValueText;
import io.kaldrix.monitor.core.template.value.Values;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Fills one template once: walks its tree, writes, keeps the variables. What goes wrong is reported
 * with the command in which it did.
 */
final class Filling implements Invocation.Surroundings {

  private static final int SHOWN_CHARACTERS = 100;
  private static final int PATTERN_PARTS_A_STEP = 4;

  /** Where to go on after a node. */
  private enum Flow {
    NEXT,
    BREAK,
    CONTINUE
  }

  private static final class Variable {
    final String name;
    @Nullable Object value;

    Variable(String name, @Nullable Object value) {
      this.name = name;
      this.value = value;
    }
  }

  /** What a command got from the one before it; absent for the first. */
  private record Piped(@Nullable Object value) {}

  private final TemplateCompiler compiler;
  private final Map<String, Definition> definitions;
  private final @Nullable Object data;
  private final Instant at;
  private final Budget budget;
  private final Map<String, SearchPattern> patterns = new HashMap<>();
  private StringBuilder written = new StringBuilder();
  private List<Variable> variables = new ArrayList<>();
  private Definition definition;
  private int depth;

  Filling(
      TemplateCompiler compiler,
      Map<String, Definition> definitions,
      Definition main,
      @Nullable Object data,
      Instant at) {
    this.compiler = compiler;
    this.definitions = definitions;
    this.definition = main;
    this.data = data;
    this.at = at;
    this.budget = new Budget(compiler.limits().maxSteps(), compiler.limits().maxCharacters());
  }

  String fill() {
    try {
      Object root = Values.of(data);
      variables.add(new Variable("$", root));
      compiler
          .variables()
          .forEach((name, member) -> variables.add(new Variable(name, member(root, member, null))));
      walk(root, definition.nodes());
      return written.toString();
    } catch (Budget.LimitException | IllegalArgumentException e) {
      throw failure(0, 0, e);
    }
  }

  // ---- nodes

  private Flow walk(@Nullable Object dot, List<Node> nodes) {
    deeper();
    Flow flow = Flow.NEXT;
    for (Node node : nodes) {
      budget.spend(1);
      flow = walk(dot, node);
      if (flow != Flow.NEXT) {
        break;
      }
    }
    depth--;
    return flow;
  }

  private Flow walk(@Nullable Object dot, Node node) {
    if (node instanceof Node.Literal literal) {
      write(literal.text());
    } else if (node instanceof Node.Action action) {
      action(dot, action.pipeline());
    } else if (node instanceof Node.If decision) {
      int mark = variables.size();
      boolean holds = Values.isTrue(value(dot, decision.pipeline()));
      Flow flow = walk(dot, holds ? decision.then() : decision.otherwise());
      forget(mark);
      return flow;
    } else if (node instanceof Node.With with) {
      int mark = variables.size();
      Object value = value(dot, with.pipeline());
      Flow flow = Values.isTrue(value) ? walk(value, with.then()) : walk(dot, with.otherwise());
      forget(mark);
      return flow;
    } else if (node instanceof Node.Range range) {
      int mark = variables.size();
      Flow flow = range(dot, range);
      forget(mark);
      return flow;
    } else if (node instanceof Node.Invocation invocation) {
      Pipeline pipeline = invocation.pipeline();
      invokeNamed(invocation.template(), pipeline == null ? null : value(dot, pipeline));
    } else {
      return node instanceof Node.Break ? Flow.BREAK : Flow.CONTINUE;
    }
    return Flow.NEXT;
  }

  private void action(@Nullable Object dot, Pipeline pipeline) {
    Object value = value(dot, pipeline);
    if (!pipeline.variables().isEmpty()) {
      return;
    }
    if (value instanceof SafeText safe) {
      write(safe.text());
      return;
    }
    String text = value == null ? "<no value>" : ValueText.of(value, budget);
    write(compiler.escaping() == Escaping.HTML ? Escapes.html(text).replace("+", "&#43;") : text);
  }

  private void write(String text) {
    budget.characters((long) written.length() + text.length());
    written.append(text);
  }

  private Flow range(@Nullable Object dot, Node.Range range) {
    Pipeline pipeline = range.pipeline();
    Object value = commands(dot, pipeline);
    if (!pipeline.assigns()) {
      pipeline.variables().forEach(name -> variables.add(new Variable(name, null)));
    }
    Object plain = Values.plain(value);
    boolean any = false;
    if (plain instanceof Collection<?> elements) {
      long index = 0;
      for (Object element : elements) {
        any = true;
        if (turn(range, index++, Values.of(element)) == Flow.BREAK) {
          break;
        }
      }
    } else if (plain instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> entry : Elements.sorted(map)) {
        any = true;
        if (turn(range, Values.of(entry.getKey()), Values.of(entry.getValue())) == Flow.BREAK) {
          break;
        }
      }
    } else if (plain instanceof Long count) {
      for (long i = 0; i < count; i++) {
        any = true;
        if (turn(range, i, i) == Flow.BREAK) {
          break;
        }
      }
    } else if (plain != null) {
      Command last = pipeline.commands().get(pipeline.commands().size() - 1);
      throw failure(
          last.offset(),
          last.end(),
          new IllegalArgumentException(
              "range can't iterate over a value of type " + Values.typeName(value)));
    }
    return any ? Flow.NEXT : walk(dot, range.otherwise());
  }

  private Flow turn(Node.Range range, @Nullable Object index, @Nullable Object element) {
    budget.spend(1);
    Pipeline pipeline = range.pipeline();
    List<String> names = pipeline.variables();
    if (names.size() == 1) {
      find(names.get(0)).value = element;
    } else if (names.size() == 2) {
      find(names.get(0)).value = index;
      find(names.get(1)).value = element;
    }
    int mark = variables.size();
    Flow flow = walk(element, range.each());
    forget(mark);
    return flow;
  }

  private void invokeNamed(String name, @Nullable Object dot) {
    Definition invoked = definitions.get(name);
    if (invoked == null) {
      throw new IllegalArgumentException("template \"" + name + "\" not defined");
    }
    Definition outer = definition;
    List<Variable> outerVariables = variables;
    definition = invoked;
    variables = new ArrayList<>(List.of(new Variable("$", dot)));
    walk(dot, invoked.nodes());
    definition = outer;
    variables = outerVariables;
  }

  // ---- pipelines

  private @Nullable Object value(@Nullable Object dot, Pipeline pipeline) {
    Object value = commands(dot, pipeline);
    for (String name : pipeline.variables()) {
      if (pipeline.assigns()) {
        find(name).value = value;
      } else {
        variables.add(new Variable(name, value));
      }
    }
    return value;
  }

  private @Nullable Object commands(@Nullable Object dot, Pipeline pipeline) {
    deeper();
    Piped piped = null;
    for (Command command : pipeline.commands()) {
      budget.spend(1);
      try {
        piped = new Piped(value(dot, command, piped));
      } catch (TemplateException e) {
        throw e;
      } catch (RuntimeException e) {
        throw failure(command.offset(), command.end(), e);
      }
    }
    depth--;
    return piped == null ? null : piped.value();
  }

  private @Nullable Object value(@Nullable Object dot, Command command, @Nullable Piped piped) {
    Operand head = command.operands().get(0);
    if (head instanceof Operand.Function function) {
      return call(dot, function, command, piped);
    }
    List<@Nullable Object> arguments = null;
    if (command.operands().size() > 1 || piped != null) {
      arguments = arguments(dot, command, piped);
    }
    if (head instanceof Operand.Field field) {
      return members(dot, field.members(), arguments);
    }
    if (head instanceof Operand.Chain chain) {
      return members(value(dot, chain.of()), chain.members(), arguments);
    }
    if (head instanceof Operand.Variable variable && !variable.members().isEmpty()) {
      return members(find(variable.name()).value, variable.members(), arguments);
    }
    if (arguments != null) {
      throw new IllegalArgumentException("can't give an argument to what is no function");
    }
    return value(dot, head);
  }

  private List<@Nullable Object> arguments(
      @Nullable Object dot, Command command, @Nullable Piped piped) {
    List<@Nullable Object> arguments = new ArrayList<>();
    for (Operand operand : command.operands().subList(1, command.operands().size())) {
      arguments.add(value(dot, operand));
    }
    if (piped != null) {
      arguments.add(piped.value());
    }
    return arguments;
  }

  private @Nullable Object value(@Nullable Object dot, Operand operand) {
    if (operand instanceof Operand.Dot) {
      return dot;
    }
    if (operand instanceof Operand.Constant constant) {
      return constant.value();
    }
    if (operand instanceof Operand.Field field) {
      return members(dot, field.members(), null);
    }
    if (operand instanceof Operand.Variable variable) {
      return members(find(variable.name()).value, variable.members(), null);
    }
    if (operand instanceof Operand.Nested nested) {
      return value(dot, nested.pipeline());
    }
    if (operand instanceof Operand.Chain chain) {
      return members(value(dot, chain.of()), chain.members(), null);
    }
    if (operand instanceof Operand.Function function) {
      return apply(function.name(), List.of());
    }
    return null; // nil
  }

  // ---- functions

  private @Nullable Object call(
      @Nullable Object dot, Operand.Function function, Command command, @Nullable Piped piped) {
    String name = function.name();
    if (name.equals("and") || name.equals("or")) {
      return logic(dot, command, piped, name.equals("or"));
    }
    return apply(name, arguments(dot, command, piped));
  }

  /** Evaluates arguments only until the answer is known. */
  private @Nullable Object logic(
      @Nullable Object dot, Command command, @Nullable Piped piped, boolean endsAt) {
    Object value = null;
    for (Operand operand : command.operands().subList(1, command.operands().size())) {
      value = value(dot, operand);
      if (Values.isTrue(value) == endsAt) {
        return value;
      }
    }
    return piped == null ? value : piped.value();
  }

  private @Nullable Object apply(String name, List<@Nullable Object> arguments) {
    Function function = compiler.functions().find(name);
    if (function == null) {
      throw new IllegalStateException("function " + name + " has gone");
    }
    try {
      return Values.of(function.apply(new Invocation(arguments, this)));
    } catch (TemplateException | Budget.LimitException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("error calling " + name + ": " + e.getMessage(), e);
    }
  }

  // ---- members and variables

  private static @Nullable Object members(
      @Nullable Object of, List<String> names, @Nullable List<@Nullable Object> arguments) {
    Object value = of;
    for (int i = 0; i < names.size(); i++) {
      if (value == null && of != null) {
        throw new IllegalArgumentException("nil pointer evaluating ." + names.get(i));
      }
      value = member(value, names.get(i), i == names.size() - 1 ? arguments : null);
    }
    return value;
  }

  private static @Nullable Object member(
      @Nullable Object of, String name, @Nullable List<@Nullable Object> arguments) {
    if (of instanceof TemplateObject object && object.has(name)) {
      return Values.of(object.member(name, arguments == null ? List.of() : arguments));
    }
    if (of == null) {
      return null;
    }
    if (Values.plain(of) instanceof Map<?, ?> map) {
      if (arguments != null) {
        throw new IllegalArgumentException(name + " is not a method but has arguments");
      }
      return Elements.entry(map, name);
    }
    throw new IllegalArgumentException(
        "can't evaluate field " + name + " in type " + Values.typeName(of));
  }

  private Variable find(String name) {
    for (int i = variables.size() - 1; i >= 0; i--) {
      if (variables.get(i).name.equals(name)) {
        return variables.get(i);
      }
    }
    throw new IllegalArgumentException("undefined variable: " + name);
  }

  private void forget(int mark) {
    variables.subList(mark, variables.size()).clear();
  }

  private void deeper() {
    if (++depth > compiler.limits().maxDepth()) {
      throw new IllegalArgumentException("nests deeper than " + compiler.limits().maxDepth());
    }
  }

  private TemplateException failure(int from, int to, RuntimeException cause) {
    Source source = definition.source();
    int end = Math.min(to, from + SHOWN_CHARACTERS);
    String shown = source.text().substring(from, end) + (end < to ? "..." : "");
    String place = to > from ? " at <" + shown + ">" : "";
    String problem = "executing \"" + definition.name() + "\"" + place + ": " + cause.getMessage();
    TemplateException failure = source.error(from, problem);
    failure.initCause(cause);
    return failure;
  }

  // ---- what functions see

  @Override
  public Instant at() {
    return at;
  }

  @Override
  public Budget budget() {
    return budget;
  }

  @Override
  public @Nullable Object data() {
    return data;
  }

  @Override
  public String invoke(String template, @Nullable Object dot) {
    StringBuilder outer = written;
    written = new StringBuilder();
    invokeNamed(template, dot);
    String text = written.toString();
    written = outer;
    return budget.text(text);
  }

  @Override
  public String expand(String text) {
    deeper();
    budget.spend(text.length());
    Source source = new Source(definition.name() + " label", text);
    CompiledTemplate inner = compiler.compile(source, definitions);
    Filling filling = inner.filling(data, at);
    filling.depth = depth;
    filling.budget.spend(budget.spent());
    String filled = filling.fill();
    budget.spend(filling.budget.spent() - budget.spent());
    depth--;
    return budget.text(filled);
  }

  @Override
  public SearchPattern pattern(String expression) {
    SearchPattern known = patterns.get(expression);
    if (known != null) {
      return known;
    }
    budget.spend(expression.length() / PATTERN_PARTS_A_STEP);
    SearchPattern pattern = SearchPattern.compile(expression);
    budget.spend(pattern.size() / PATTERN_PARTS_A_STEP);
    patterns.put(expression, pattern);
    return pattern;
  }
}
