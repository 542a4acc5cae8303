package io.kaldrix.monitor.core.rule.unit;

import io.kaldrix.monitor.api.label.Label;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.plugin.DurationText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Says in words what differs between what was expected and what came. */
final class AlertDifference {

  private static final String MISSING = "\n  - expected, but did not come: ";
  private static final String EXTRA = "\n  + came, but was not expected: ";

  private AlertDifference() {}

  static String describe(RuleTestFailure.OtherAlerts failure) {
    List<ExpectedAlert> missing = new ArrayList<>(failure.expected());
    List<ExpectedAlert> extra = new ArrayList<>(failure.came());
    for (ExpectedAlert expected : failure.expected()) {
      if (extra.remove(expected)) {
        missing.remove(expected);
      }
    }
    int right = failure.expected().size() - missing.size();
    StringBuilder text =
        new StringBuilder(
            String.format(
                "alert %s at %s: %d expected, %d came%s",
                failure.alert(),
                DurationText.format(failure.at()),
                failure.expected().size(),
                failure.came().size(),
                right == 0 ? "" : ", " + right + " of them as expected"));
    for (ExpectedAlert expected : List.copyOf(missing)) {
      extra.stream()
          .filter(other -> other.labels().equals(expected.labels()))
          .findFirst()
          .ifPresent(
              other -> {
                missing.remove(expected);
                extra.remove(other);
                text.append("\n  ~ came with other annotations: ").append(expected.labels());
                annotations(text, expected.annotations(), other.annotations());
              });
    }
    if (missing.size() == 1 && extra.size() == 1) {
      labels(text, missing.get(0), extra.get(0));
      return text.toString();
    }
    missing.forEach(alert -> text.append(MISSING).append(whole(alert)));
    extra.forEach(alert -> text.append(EXTRA).append(whole(alert)));
    return text.toString();
  }

  private static void labels(StringBuilder text, ExpectedAlert expected, ExpectedAlert came) {
    text.append("\n  ~ came with other labels:");
    TreeSet<String> names = new TreeSet<>();
    for (Labels labels : List.of(expected.labels(), came.labels())) {
      for (Label label : labels) {
        names.add(label.name());
      }
    }
    for (String name : names) {
      different(
          text,
          "label " + name,
          expected.labels().has(name) ? expected.labels().value(name) : null,
          came.labels().has(name) ? came.labels().value(name) : null);
    }
    annotations(text, expected.annotations(), came.annotations());
    text.append(MISSING).append(expected.labels());
    text.append(EXTRA).append(came.labels());
  }

  private static void annotations(
      StringBuilder text, Map<String, String> expected, Map<String, String> came) {
    TreeSet<String> names = new TreeSet<>(expected.keySet());
    names.addAll(came.keySet());
    for (String name : names) {
      different(text, "annotation " + name, expected.get(name), came.get(name));
    }
  }

  private static void different(
      StringBuilder text, String what, @Nullable String expected, @Nullable String came) {
    if (Objects.equals(expected, came)) {
      return;
    }
    text.append("\n      ").append(what).append(": expected ").append(shown(expected));
    text.append(", came ").append(shown(came));
  }

  private static String shown(@Nullable String value) {
    return value == null ? "none" : "'" + value + "'";
  }

  private static String whole(ExpectedAlert alert) {
    return alert.annotations().isEmpty()
        ? alert.labels().toString()
        : alert.labels() + " with annotations " + alert.annotations();
  }

  static String describe(RuleTestFailure.OtherSamples failure) {
    List<String> missing = new ArrayList<>(failure.expected());
    List<String> extra = new ArrayList<>(failure.came());
    for (String expected : failure.expected()) {
      if (extra.remove(expected)) {
        missing.remove(expected);
      }
    }
    StringBuilder text =
        new StringBuilder(
            String.format(
                "expression %s at %s: %d expected, %d came",
                failure.expression().strip(),
                DurationText.format(failure.at()),
                failure.expected().size(),
                failure.came().size()));
    missing.forEach(sample -> text.append(MISSING).append(sample));
    extra.forEach(sample -> text.append(EXTRA).append(sample));
    if (missing.isEmpty() && extra.isEmpty()) {
      text.append("\n  NaN equals nothing here; test it with 'expr != expr'");
    }
    return text.toString();
  }
}
