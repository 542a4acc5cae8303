package io.kaldrix.monitor.core.query.ast;

import io.kaldrix.monitor.api.label.Label;
import io.kaldrix.monitor.api.label.Matcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The second argument of {@code info(v, {…})}: a selector of labels rather than of series. What it
 * says of {@code __name__} tells where the labels come from: {@code target_info} if it says
 * nothing, all that ends in {@code _info} if it only says where not. What it says of others tells
 * which labels are taken.
 */
public final class InfoSelector {

  /** The function whose second argument it is. */
  public static final String FUNCTION = "info";

  /** Where labels come from if nothing is said. */
  private static final Matcher DEFAULT = Matcher.metric("target_info");

  private final List<Matcher> matchers;

  private InfoSelector(List<Matcher> matchers) {
    this.matchers = matchers;
  }

  /** Returns the selector of a call of {@code info}, of no labels if it was left out. */
  public static InfoSelector of(Call call) {
    return new InfoSelector(argument(call).map(VectorSelector::matchers).orElse(List.of(DEFAULT)));
  }

  /** Returns the second argument of a call of {@code info}, if that is what the call is. */
  public static Optional<VectorSelector> argument(Call call) {
    boolean given = call.function().name().equals(FUNCTION) && call.arguments().size() > 1;
    return given && call.arguments().get(1) instanceof VectorSelector selector
        ? Optional.of(selector)
        : Optional.empty();
  }

  /** Returns what the names of the series must be like that the labels are taken from. */
  public List<Matcher> names() {
    return matchers.stream().filter(InfoSelector::isOfName).toList();
  }

  /** Returns what the labels must be like that are taken; all are taken if it is empty. */
  public List<Matcher> labels() {
    return matchers.stream().filter(matcher -> !isOfName(matcher)).toList();
  }

  /** Returns whether it is said of any name that labels are taken from there. */
  public boolean namesSources() {
    return names().stream().anyMatch(InfoSelector::isPositive);
  }

  /** Returns what selects the series that the labels are taken from. */
  public List<Matcher> series() {
    List<Matcher> series = new ArrayList<>(matchers);
    if (names().isEmpty()) {
      series.add(DEFAULT);
    } else {
      // Without a positive one; and readers want one that does not accept the empty value.
      String name = namesSources() ? ".+" : ".+_info";
      series.add(new Matcher(Label.METRIC_NAME, Matcher.Operator.MATCHES, name));
    }
    return series;
  }

  private static boolean isPositive(Matcher matcher) {
    return matcher.operator() == Matcher.Operator.EQUAL
        || matcher.operator() == Matcher.Operator.MATCHES;
  }

  private static boolean isOfName(Matcher matcher) {
    return matcher.name().equals(Label.METRIC_NAME);
  }
}
