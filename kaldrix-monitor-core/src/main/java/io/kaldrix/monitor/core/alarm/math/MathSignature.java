package io.kaldrix.monitor.core.alarm.math;

import java.util.List;
import java.util.Set;

/**
 * What one form of a function takes and returns.
 *
 * @param least how many parameters must be given
 */
record MathSignature(MathType result, List<Parameter> parameters, int least) {

  /**
   * What may stand as one argument.
   *
   * @param words the words that may, for a parameter that is one
   */
  record Parameter(MathType type, Set<String> words) {}

  boolean takes(List<MathType> given, List<MathNode> arguments) {
    if (given.size() < least || given.size() > parameters.size()) {
      return false;
    }
    for (int i = 0; i < given.size(); i++) {
      Parameter parameter = parameters.get(i);
      if (given.get(i) != parameter.type()) {
        return false;
      }
      if (arguments.get(i) instanceof MathNode.Word word
          && !parameter.words().contains(word.name())) {
        return false;
      }
    }
    return true;
  }

  String shown(String function) {
    StringBuilder shown = new StringBuilder(function).append('(');
    for (int i = 0; i < parameters.size(); i++) {
      shown.append(i >= least ? "[" : "").append(i > 0 ? ", " : "");
      Parameter parameter = parameters.get(i);
      shown.append(
          parameter.type() == MathType.WORD
              ? String.join("|", parameter.words().stream().sorted().toList())
              : parameter.type().toString());
      shown.append(i >= least ? "]" : "");
    }
    return shown.append(')').toString();
  }
}
