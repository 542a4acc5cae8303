package io.kaldrix.monitor.core.template.function;

import io.kaldrix.monitor.core.template.syntax.Arity;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Functions by name, with how many arguments each takes. Immutable. */
public final class FunctionSet {

  private final Map<String, Function> functions;
  private final Map<String, Arity> arities;

  private FunctionSet(Map<String, Function> functions, Map<String, Arity> arities) {
    this.functions = Map.copyOf(functions);
    this.arities = Map.copyOf(arities);
  }

  /** Returns how many arguments each function takes. */
  public Map<String, Arity> arities() {
    return arities;
  }

  /** Returns the function of a name, null if there is none. */
  public @Nullable Function find(String name) {
    return functions.get(name);
  }

  /** Returns a builder that begins with these functions. */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.functions.putAll(functions);
    builder.arities.putAll(arities);
    return builder;
  }

  static Builder builder() {
    return new Builder();
  }

  /** Gathers functions. */
  public static final class Builder {
    private final Map<String, Function> functions = new HashMap<>();
    private final Map<String, Arity> arities = new HashMap<>();

    private Builder() {}

    /** Adds a function with so many arguments; it takes the place of one of the same name. */
    public Builder add(String name, int arguments, Function function) {
      return add(name, arguments, arguments, function);
    }

    /** Adds a function with a range of arguments. */
    public Builder add(String name, int least, int most, Function function) {
      functions.put(name, function);
      arities.put(name, new Arity(least, most));
      return this;
    }

    /** Returns the functions added. */
    public FunctionSet build() {
      return new FunctionSet(functions, arities);
    }
  }
}
