package io.kaldrix.monitor.core.query.parse;

import io.kaldrix.monitor.api.label.Matcher;
import io.kaldrix.monitor.core.pattern.AnchoredPattern;
import io.kaldrix.monitor.core.query.ast.Call;
import io.kaldrix.monitor.core.query.ast.Expression;
import io.kaldrix.monitor.core.query.ast.InfoSelector;
import io.kaldrix.monitor.core.query.ast.MatrixSelector;
import io.kaldrix.monitor.core.query.ast.Reach;
import io.kaldrix.monitor.core.query.ast.VectorSelector;
import java.util.Set;
import java.util.TreeSet;

/** Refuses selectors that select everything, and those that do not fit where they stand. */
final class SelectorCheck {

  private static final Set<String> SMOOTHED = Set.of("delta", "increase", "rate");
  private static final Set<String> ANCHORED =
      Set.of("changes", "delta", "increase", "rate", "resets");

  private final Source source;

  SelectorCheck(Source source) {
    this.source = source;
  }

  /** Refuses a selector that each series would pass. */
  void selects(VectorSelector selector) {
    if (selector.matchers().stream().allMatch(SelectorCheck::acceptsEmpty)) {
      throw source.error(
          selector.position().offset(),
          "vector selector must contain at least one non-empty matcher");
    }
  }

  private static boolean acceptsEmpty(Matcher matcher) {
    return switch (matcher.operator()) {
      case EQUAL -> matcher.value().isEmpty();
      case NOT_EQUAL -> !matcher.value().isEmpty();
      case MATCHES -> AnchoredPattern.compile(matcher.value()).matches("");
      case NOT_MATCHES -> !AnchoredPattern.compile(matcher.value()).matches("");
    };
  }

  /** Refuses ranges that reach further than the function they are given to can make use of. */
  void reach(Call call) {
    String function = call.function().name();
    for (Expression argument : call.arguments()) {
      if (!(argument.unwrapped() instanceof MatrixSelector matrix)) {
        continue;
      }
      Reach reach = matrix.selector().reach();
      Set<String> able = reach == Reach.ANCHORED ? ANCHORED : SMOOTHED;
      if (reach != Reach.NONE && !able.contains(function)) {
        throw source.error(
            argument.position().offset(),
            reach.label()
                + " modifier can only be used with: "
                + String.join(", ", new TreeSet<>(able))
                + " - not with "
                + function);
      }
    }
  }

  /** Refuses a second argument of {@code info} that is more than matchers in braces. */
  void info(Call call) {
    if (!call.function().name().equals(InfoSelector.FUNCTION) || call.arguments().size() < 2) {
      return;
    }
    Expression labels = call.arguments().get(1);
    boolean inBraces =
        labels instanceof VectorSelector selector
            && selector.shift().at().isEmpty()
            && selector.shift().offset().isZero()
            && source.text().startsWith("{", selector.position().offset());
    if (!inBraces) {
      throw source.error(
          labels.position().offset(),
          "expected label selectors only, such as {__name__=\"target_info\", k8s_cluster=~\".+\"}");
    }
  }
}
