package io.kaldrix.monitor.core.query.ast;

import java.util.List;

/**
 * What a function is called, takes and returns.
 *
 * @param name as expressions write it
 * @param arguments the types it takes, in order; the last one's holds for all that follow it
 * @param fewest how many arguments it takes at least
 * @param most how many it takes at most
 * @param returns what it evaluates to
 * @param experimental whether it may still change, so that it must be asked for
 */
public record FunctionSignature(
    String name,
    List<ValueType> arguments,
    int fewest,
    int most,
    ValueType returns,
    boolean experimental) {

  /** The {@code most} of a function that takes any number of arguments. */
  public static final int ANY = Integer.MAX_VALUE;

  /** Creates a signature. */
  public FunctionSignature {
    arguments = List.copyOf(arguments);
    if (fewest > most || (arguments.isEmpty() && most > 0)) {
      throw new IllegalArgumentException(
          "function '" + name + "' takes " + fewest + " to " + most + " of " + arguments);
    }
  }

  /** Returns the signature of a function that takes exactly these arguments. */
  public static FunctionSignature of(String name, ValueType returns, ValueType... arguments) {
    return new FunctionSignature(
        name, List.of(arguments), arguments.length, arguments.length, returns, false);
  }

  /** Returns this signature with a number of arguments of which some may be left out. */
  public FunctionSignature taking(int newFewest, int newMost) {
    return new FunctionSignature(name, arguments, newFewest, newMost, returns, experimental);
  }

  /** Returns this signature as one of a function that must be asked for. */
  public FunctionSignature asExperimental() {
    return new FunctionSignature(name, arguments, fewest, most, returns, true);
  }

  /** Returns the type of argument {@code index}, counted from 0. */
  public ValueType argument(int index) {
    return arguments.get(Math.min(index, arguments.size() - 1));
  }
}
