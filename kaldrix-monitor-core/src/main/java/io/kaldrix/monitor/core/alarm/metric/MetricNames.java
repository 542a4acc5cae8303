package io.kaldrix.monitor.core.alarm.metric;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What series a metric of CloudWatch may be called as. */
public final class MetricNames {

  private static final List<String> SUFFIXES =
      List.of(
          "",
          "_total",
          "_seconds",
          "_bytes",
          "_ratio",
          "_percent",
          "_seconds_total",
          "_bytes_total");

  private MetricNames() {}

  /**
   * Returns the names to look for, best first: the name itself, then in snake case, then behind the
   * namespace; each as it is and with what Prometheus puts behind.
   */
  static List<String> candidates(String namespace, String name) {
    Set<String> bases = new LinkedHashSet<>();
    bases.add(legal(name));
    bases.add(snakeCase(name));
    if (!namespace.isBlank()) {
      bases.add(snakeCase(namespace) + "_" + snakeCase(name));
    }
    List<String> candidates = new ArrayList<>();
    for (String base : bases) {
      SUFFIXES.forEach(suffix -> candidates.add(base + suffix));
    }
    return candidates;
  }

  /** Returns a name in snake case: {@code TransactionRate} is {@code transaction_rate}. */
  public static String snakeCase(String name) {
    StringBuilder snake = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean upper = Character.isUpperCase(c);
      boolean afterWord = i > 0 && Character.isLetterOrDigit(name.charAt(i - 1));
      boolean startsWord =
          upper
              && afterWord
              && (!Character.isUpperCase(name.charAt(i - 1))
                  || (i + 1 < name.length() && Character.isLowerCase(name.charAt(i + 1))));
      if (startsWord) {
        snake.append('_');
      }
      snake.append(isLegal(c) ? Character.toLowerCase(c) : '_');
    }
    return snake.toString();
  }

  private static String legal(String name) {
    StringBuilder legal = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      legal.append(isLegal(name.charAt(i)) ? name.charAt(i) : '_');
    }
    return legal.toString();
  }

  private static boolean isLegal(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == ':';
  }
}
