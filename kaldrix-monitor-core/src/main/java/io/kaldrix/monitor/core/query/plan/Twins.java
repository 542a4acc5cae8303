package io.kaldrix.monitor.core.query.plan;

import io.kaldrix.monitor.api.label.Labels;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Places that have the same labels, of which only one at a time may have an element. Mostly there
 * are none, and nothing is looked at.
 */
final class Twins {

  private static final int[] NONE = new int[0];

  private int[] firstOf = NONE; // of each place, the first one of its labels
  private boolean[] taken = new boolean[0];

  /** Looks for twins among places. */
  void find(Labels[] labels) {
    Map<Labels, Integer> first = new HashMap<>();
    int[] found = new int[labels.length];
    boolean any = false;
    for (int i = 0; i < labels.length; i++) {
      Integer known = first.putIfAbsent(labels[i], i);
      found[i] = known == null ? i : known;
      any |= known != null;
    }
    firstOf = any ? found : NONE;
    taken = new boolean[firstOf.length];
  }

  /**
   * Checks that no two elements have the same labels.
   *
   * @throws NoPlanException if two do
   */
  void refuse(double[] values) {
    if (firstOf.length == 0) {
      return;
    }
    Arrays.fill(taken, false);
    for (int i = 0; i < values.length; i++) {
      if (Step.isPresent(values[i])) {
        if (taken[firstOf[i]]) {
          throw new NoPlanException();
        }
        taken[firstOf[i]] = true;
      }
    }
  }
}
