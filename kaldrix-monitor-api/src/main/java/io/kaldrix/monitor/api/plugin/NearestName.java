package io.kaldrix.monitor.api.plugin;

import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;

/** Guesses which name somebody meant who misspelt it. */
public final class NearestName {

  private NearestName() {}

  /**
   * Returns the name nearest to {@code given}, empty if none is near: at most a third of its
   * letters, and at least two, may be missing, extra, other or swapped with their neighbour. Of
   * several as near the first in the alphabet is meant.
   *
   * <p>Source: optimal string alignment, F. Damerau, "A technique for computer detection and
   * correction of spelling errors", CACM 7(3), 1964.
   */
  public static Optional<String> of(String given, Collection<String> names) {
    int allowed = Math.max(2, given.length() / 3);
    String nearest = null;
    for (String name : new TreeSet<>(names)) {
      int distance = distance(given, name);
      if (distance <= allowed && distance < name.length()) {
        nearest = name;
        allowed = distance - 1;
      }
    }
    return Optional.ofNullable(nearest);
  }

  /** Returns the ending of a message: {@code , did you mean 'x'?} or nothing. */
  public static String hint(String given, Collection<String> names) {
    return of(given, names).map(name -> ", did you mean '" + name + "'?").orElse("");
  }

  private static int distance(String a, String b) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + change);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      int[] freed = beforeLast;
      beforeLast = last;
      last = row;
      row = freed;
    }
    return last[b.length()];
  }
}
