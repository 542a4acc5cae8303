package io.kaldrix.monitor.core.query.eval;

import io.kaldrix.monitor.core.query.ast.Expression;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What is to be said of an answer beside its value, each thing once. For one thread. */
final class Annotations {

  private final String text;
  private final Set<String> warnings = new LinkedHashSet<>();
  private final Set<String> infos = new LinkedHashSet<>();

  Annotations(String text) {
    this.text = text;
  }

  void warn(Expression at, String problem) {
    warnings.add("PromQL warning: " + problem + place(at));
  }

  void inform(Expression at, String remark) {
    infos.add("PromQL info: " + remark + place(at));
  }

  private String place(Expression at) {
    return " (" + at.position().lineAndColumn(text) + ")";
  }

  List<String> warnings() {
    return List.copyOf(warnings);
  }

  List<String> infos() {
    return List.copyOf(infos);
  }
}
