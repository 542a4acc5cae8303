package io.kaldrix.monitor.core.template.syntax;

import io.kaldrix.monitor.api.plugin.NearestName;
import io.kaldrix.monitor.core.template.syntax.Pipeline.Command;
import io.kaldrix.monitor.core.template.syntax.Token.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads one text: the template that it is, and those it defines. Recursive descent, as the language
 * is written; variables and functions are checked on the way.
 */
public final class Parser {

  /** How deep blocks and parentheses may nest; each level takes some frames of the stack. */
  static final int MAX_DEPTH = 200;

  private static final Set<String> KEYWORDS =
      Set.of(
          "block",
          "break",
          "continue",
          "define",
          "else",
          "end",
          "if",
          "nil",
          "range",
          "template",
          "with");

  private final Source source;
  private final Map<String, Arity> functions;
  private final List<Token> tokens;
  private final Map<String, Definition> definitions = new LinkedHashMap<>();
  private List<String> variables = new ArrayList<>(List.of("$"));
  private int next;
  private int depth;
  private int ranges;

  private Parser(Source source, Map<String, Arity> functions, List<String> given) {
    this.source = source;
    this.functions = functions;
    this.tokens = Lexer.tokens(source);
    variables.addAll(given);
  }

  /**
   * Returns what a text defines, itself included under its source's name.
   *
   * @param functions those that may be called
   * @param variables with their dollar sign, those that exist outside of definitions
   * @throws io.kaldrix.monitor.api.template.TemplateException if the text is wrong
   */
  public static Map<String, Definition> parse(
      Source source, Map<String, Arity> functions, List<String> variables) {
    Parser parser = new Parser(source, functions, variables);
    Block all = parser.block(null, false);
    merge(
        parser.definitions,
        Map.of(source.name(), new Definition(source.name(), source, all.nodes())));
    return parser.definitions;
  }

  /** Adds definitions to others; one that holds but space never takes another's place. */
  public static void merge(Map<String, Definition> into, Map<String, Definition> more) {
    more.forEach(
        (name, definition) -> {
          if (!definition.isBlank() || !into.containsKey(name)) {
            into.put(name, definition);
          }
        });
  }

  // ---- blocks

  /** Nodes up to {@code {{ end }}} or {@code {{ else }}}; what came after else, if it did. */
  private record Block(List<Node> nodes, boolean endedByElse) {}

  private void define(Token word, String name, List<Node> nodes) {
    Definition definition = new Definition(name, source, nodes);
    Definition known = definitions.get(name);
    if (known != null && !known.isBlank() && !definition.isBlank()) {
      throw source.error(word.offset(), "multiple definition of template \"" + name + "\"");
    }
    merge(definitions, Map.of(name, definition));
  }

  private Block block(@Nullable Token opening, boolean mayHaveElse) {
    List<Node> nodes = new ArrayList<>();
    while (true) {
      Token token = take();
      switch (token.kind()) {
        case END -> {
          if (opening != null) {
            throw source.error(opening.offset(), "{{ " + opening.text() + " }} has no {{ end }}");
          }
          return new Block(nodes, false);
        }
        case TEXT -> nodes.add(new Node.Literal(token.text()));
        default -> {
          skipSpace();
          Token word = peek();
          if (word.isWord("end")) {
            take();
            if (opening == null) {
              throw source.error(word.offset(), "unexpected {{ end }}");
            }
            closeAction("end");
            return new Block(nodes, false);
          }
          if (word.isWord("else")) {
            take();
            if (!mayHaveElse) {
              throw source.error(word.offset(), "unexpected {{ else }}");
            }
            return new Block(nodes, true);
          }
          Node node = action();
          if (node != null) {
            nodes.add(node);
          }
        }
      }
    }
  }

  private @Nullable Node action() {
    Token word = peek();
    if (!word.is(Kind.WORD) || !KEYWORDS.contains(word.text()) || word.isWord("nil")) {
      Pipeline pipeline = pipeline("command", Kind.RIGHT_DELIMITER, false);
      return new Node.Action(pipeline);
    }
    take();
    switch (word.text()) {
      case "if", "with", "range" -> {
        return control(word);
      }
      case "define" -> {
        definition(word);
        return null;
      }
      case "block" -> {
        return namedBlock(word);
      }
      case "template" -> {
        return invocation(word);
      }
      default -> {
        if (ranges == 0) {
          throw source.error(word.offset(), "{{ " + word.text() + " }} outside of {{ range }}");
        }
        closeAction(word.text());
        return word.isWord("break") ? new Node.Break() : new Node.Continue();
      }
    }
  }

  private Node control(Token word) {
    deeper(word);
    int mark = variables.size();
    boolean range = word.isWord("range");
    Pipeline pipeline = pipeline(word.text(), Kind.RIGHT_DELIMITER, range);
    ranges += range ? 1 : 0;
    Block then = block(word, true);
    ranges -= range ? 1 : 0;
    List<Node> otherwise = then.endedByElse() ? otherwise(word) : List.of();
    forget(mark);
    depth--;
    return switch (word.text()) {
      case "if" -> new Node.If(pipeline, then.nodes(), otherwise);
      case "with" -> new Node.With(pipeline, then.nodes(), otherwise);
      default -> new Node.Range(pipeline, then.nodes(), otherwise);
    };
  }

  /** {@code {{ else if }}} is an if within else whose end is the whole's end. */
  private List<Node> otherwise(Token opening) {
    skipSpace();
    Token word = peek();
    if (word.isWord(opening.text()) && !opening.isWord("range")) {
      take();
      return List.of(control(word));
    }
    if (!word.is(Kind.RIGHT_DELIMITER)) {
      throw source.error(
          word.offset(), "unexpected " + word.shown() + " in {{ else }} of " + opening.text());
    }
    take();
    return block(opening, false).nodes();
  }

  private void definition(Token word) {
    if (depth > 0) {
      throw source.error(word.offset(), "{{ define }} inside of another block");
    }
    String name = templateName("define");
    closeAction("define");
    define(word, name, apart(word));
  }

  private Node namedBlock(Token word) {
    String name = templateName("block");
    Pipeline pipeline = pipeline("block", Kind.RIGHT_DELIMITER, false);
    define(word, name, apart(word));
    return new Node.Invocation(name, pipeline, word.offset());
  }

  /** Reads a block that sees no variables but its own. */
  private List<Node> apart(Token word) {
    deeper(word);
    List<String> outer = variables;
    int outerRanges = ranges;
    variables = new ArrayList<>(List.of("$"));
    ranges = 0;
    List<Node> nodes = block(word, false).nodes();
    variables = outer;
    ranges = outerRanges;
    depth--;
    return nodes;
  }

  private Node invocation(Token word) {
    String name = templateName("template");
    skipSpace();
    if (peek().is(Kind.RIGHT_DELIMITER)) {
      take();
      return new Node.Invocation(name, null, word.offset());
    }
    return new Node.Invocation(
        name, pipeline("template", Kind.RIGHT_DELIMITER, false), word.offset());
  }

  private String templateName(String where) {
    skipSpace();
    Token name = take();
    if (!name.is(Kind.STRING)) {
      throw source.error(
          name.offset(), "unexpected " + name.shown() + " in " + where + ", must be \"NAME\"");
    }
    return Constants.string(source, name);
  }

  private void closeAction(String where) {
    skipSpace();
    Token token = take();
    if (!token.is(Kind.RIGHT_DELIMITER)) {
      throw source.error(token.offset(), "unexpected " + token.shown() + " in " + where);
    }
  }

  private void deeper(Token token) {
    if (++depth > MAX_DEPTH) {
      throw source.error(token.offset(), "nests deeper than " + MAX_DEPTH);
    }
  }

  private void forget(int mark) {
    variables.subList(mark, variables.size()).clear();
  }

  // ---- pipelines

  private Pipeline pipeline(String where, Kind closing, boolean range) {
    skipSpace();
    int begin = peek().offset();
    List<String> declared = new ArrayList<>();
    boolean assigns = variablesOf(where, range, declared);
    List<Command> commands = new ArrayList<>();
    while (true) {
      skipSpace();
      Token token = peek();
      if (token.is(closing)) {
        take();
        if (commands.isEmpty()) {
          throw source.error(begin, "missing value for " + where);
        }
        if (!assigns) {
          variables.addAll(declared);
        }
        return new Pipeline(List.copyOf(declared), assigns, List.copyOf(commands));
      }
      if (token.is(Kind.RIGHT_DELIMITER)) {
        throw source.error(begin, "unclosed left parenthesis");
      }
      commands.add(command(where, closing, commands.isEmpty()));
    }
  }

  /** Reads {@code $x :=}, {@code $x =} or {@code $i, $x :=}, if one is there. */
  private boolean variablesOf(String where, boolean range, List<String> declared) {
    int start = next;
    while (peek().is(Kind.VARIABLE)) {
      Token variable = take();
      skipSpace();
      Token token = peek();
      if (token.is(Kind.DECLARE) || token.is(Kind.ASSIGN)) {
        take();
        declared.add(variable.text());
        boolean assigns = token.is(Kind.ASSIGN);
        if (assigns) {
          declared.forEach(name -> known(name, variable.offset()));
        }
        return assigns;
      }
      if (!token.is(Kind.COMMA) || !range || !declared.isEmpty()) {
        if (token.is(Kind.COMMA)) {
          throw source.error(token.offset(), "too many variables in " + where);
        }
        break;
      }
      take();
      skipSpace();
      declared.add(variable.text());
    }
    if (!declared.isEmpty()) {
      throw source.error(
          peek().offset(), "unexpected " + peek().shown() + " in range, must be a variable and :=");
    }
    next = start;
    return false;
  }

  private Command command(String where, Kind closing, boolean first) {
    int begin = peek().offset();
    List<Operand> operands = new ArrayList<>();
    int end = begin;
    while (true) {
      skipSpace();
      Token token = peek();
      if (token.is(closing)) {
        break;
      }
      if (token.is(Kind.PIPE)) {
        take();
        skipSpace();
        if (operands.isEmpty() || peek().is(Kind.PIPE)) {
          throw source.error(token.offset(), "missing command beside '|'");
        }
        break;
      }
      if (token.is(Kind.RIGHT_DELIMITER)) {
        throw source.error(begin, "unclosed left parenthesis");
      }
      operands.add(operand(where));
      end = tokens.get(next - 1).end();
      Token after = peek();
      if (!after.is(Kind.SPACE)
          && !after.is(Kind.PIPE)
          && !after.is(Kind.RIGHT_DELIMITER)
          && !after.is(Kind.RIGHT_PARENTHESIS)) {
        throw source.error(after.offset(), "unexpected " + after.shown() + " in operand");
      }
    }
    check(operands, first);
    return new Command(List.copyOf(operands), begin, end);
  }

  private void check(List<Operand> operands, boolean first) {
    Operand head = operands.get(0);
    boolean value =
        head instanceof Operand.Constant
            || head instanceof Operand.Dot
            || head instanceof Operand.Nil
            || head instanceof Operand.Nested;
    if (value && !first) {
      throw source.error(head.offset(), "only a function or field can take a pipeline's value");
    }
    if (head instanceof Operand.Nil && operands.size() == 1) {
      throw source.error(head.offset(), "nil is not a command");
    }
    if (value && operands.size() > 1) {
      throw source.error(operands.get(1).offset(), "can't give an argument to what is no function");
    }
    int piped = first ? 0 : 1;
    for (int i = 0; i < operands.size(); i++) {
      if (operands.get(i) instanceof Operand.Function function) {
        int arguments = i == 0 ? operands.size() - 1 + piped : 0;
        Arity arity = functions.get(function.name());
        if (arity != null && !arity.allows(arguments)) {
          throw source.error(
              function.offset(),
              "wrong number of arguments for "
                  + function.name()
                  + ": want "
                  + arity.allowed()
                  + ", got "
                  + arguments);
        }
      }
    }
  }

  // ---- operands

  private Operand operand(String where) {
    Operand operand = term(where);
    Token token = peek();
    if (!token.is(Kind.FIELD)) {
      return operand;
    }
    List<String> members = members();
    if (operand instanceof Operand.Nested || operand instanceof Operand.Function) {
      return new Operand.Chain(operand, members, operand.offset());
    }
    throw source.error(token.offset(), "unexpected " + token.shown() + " after a value");
  }

  private Operand term(String where) {
    Token token = take();
    int offset = token.offset();
    return switch (token.kind()) {
      case DOT -> new Operand.Dot(offset);
      case STRING -> new Operand.Constant(Constants.string(source, token), offset);
      case CHARACTER -> new Operand.Constant(Constants.character(source, token), offset);
      case NUMBER -> new Operand.Constant(Constants.number(source, token), offset);
      case FIELD -> {
        next--;
        yield new Operand.Field(members(), offset);
      }
      case VARIABLE -> new Operand.Variable(known(token.text(), offset), members(), offset);
      case WORD -> word(token, where);
      case LEFT_PARENTHESIS -> {
        deeper(token);
        Pipeline nested = pipeline("parenthesis", Kind.RIGHT_PARENTHESIS, false);
        depth--;
        yield new Operand.Nested(nested, offset);
      }
      case RIGHT_PARENTHESIS -> throw source.error(offset, "unexpected right parenthesis");
      default -> throw source.error(offset, "unexpected " + token.shown() + " in " + where);
    };
  }

  private Operand word(Token token, String where) {
    int offset = token.offset();
    switch (token.text()) {
      case "true", "false" -> {
        return new Operand.Constant(token.isWord("true"), offset);
      }
      case "nil" -> {
        return new Operand.Nil(offset);
      }
      default -> {
        if (KEYWORDS.contains(token.text())) {
          throw source.error(offset, "unexpected " + token.shown() + " in " + where);
        }
        if (!functions.containsKey(token.text())) {
          throw source.error(
              offset,
              "function \""
                  + token.text()
                  + "\" not defined"
                  + NearestName.hint(token.text(), functions.keySet()));
        }
        return new Operand.Function(token.text(), offset);
      }
    }
  }

  private List<String> members() {
    List<String> members = new ArrayList<>();
    while (peek().is(Kind.FIELD)) {
      members.add(take().text().substring(1));
    }
    return List.copyOf(members);
  }

  private String known(String variable, int offset) {
    if (!variables.contains(variable)) {
      throw source.error(
          offset,
          "undefined variable \"" + variable + "\"" + NearestName.hint(variable, variables));
    }
    return variable;
  }

  // ---- tokens

  private Token peek() {
    return tokens.get(next);
  }

  private Token take() {
    Token token = tokens.get(next);
    if (!token.is(Kind.END)) {
      next++;
    }
    return token;
  }

  private void skipSpace() {
    while (peek().is(Kind.SPACE)) {
      next++;
    }
  }
}
