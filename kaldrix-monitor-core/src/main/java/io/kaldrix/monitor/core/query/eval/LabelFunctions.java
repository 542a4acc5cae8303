package io.kaldrix.monitor.core.query.eval;

import io.kaldrix.monitor.api.label.Label;
import io.kaldrix.monitor.core.pattern.AnchoredPattern;
import io.kaldrix.monitor.core.query.ast.QuotedText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Functions that write labels. */
final class LabelFunctions {

  private LabelFunctions() {}

  /**
   * {@code label_replace(v, target, replacement, source, regex)}: writes the replacement where the
   * whole value of the source label matches.
   */
  static Value replace(Invocation call) {
    String target = labelName(call, 1, "destination");
    String replacement = call.text(2);
    String source = call.text(3);
    AnchoredPattern pattern;
    try {
      pattern = call.run().patterns().computeIfAbsent(call.text(4), AnchoredPattern::compile);
    } catch (IllegalArgumentException e) {
      throw call.error(
          4, "invalid regular expression in label_replace(): " + String.valueOf(e.getMessage()));
    }
    return written(
        call,
        element -> {
          String value = element.labels().value(source);
          return pattern
              .expand(value, replacement)
              .map(expanded -> with(element, target, expanded))
              .orElse(element);
        });
  }

  /** {@code label_join(v, target, separator, source…)}: writes the sources' values, joined. */
  static Value join(Invocation call) {
    String target = labelName(call, 1, "destination");
    String separator = call.text(2);
    List<String> sources =
        IntStream.range(3, call.size()).mapToObj(i -> labelName(call, i, "source")).toList();
    return written(
        call,
        element ->
            with(
                element,
                target,
                sources.stream()
                    .map(source -> element.labels().value(source))
                    .collect(Collectors.joining(separator))));
  }

  private static Value written(Invocation call, Function<Element, Element> writing) {
    List<Element> written = new ArrayList<>();
    for (Element element : call.vector(0)) {
      Element result = writing.apply(element);
      written.add(result.at(call.atMillis()));
    }
    return new Value.Vector(written);
  }

  private static Element with(Element element, String target, String value) {
    boolean named = target.equals(Label.METRIC_NAME); // a name that was asked for stays
    return element
        .withLabels(element.labels().with(target, value))
        .withNameless(element.nameless() && !named);
  }

  private static String labelName(Invocation call, int argument, String role) {
    String name = call.text(argument);
    if (name.isEmpty() || !QuotedText.isValid(name)) {
      throw call.error(
          argument,
          "invalid "
              + role
              + " label name in "
              + call.call().function().name()
              + "(): "
              + QuotedText.quote(name));
    }
    return name;
  }
}
