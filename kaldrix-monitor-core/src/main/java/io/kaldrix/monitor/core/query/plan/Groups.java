package io.kaldrix.monitor.core.query.plan;

import io.kaldrix.monitor.api.label.Labels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Places gathered into groups. */
final class Groups {

  static final Groups NONE = new Groups(new Labels[0], new int[0], new int[1], new int[0]);

  private final Labels[] labels;
  private final int[] ofPlace;
  private final int[] starts;
  private final int[] members;

  private Groups(Labels[] labels, int[] ofPlace, int[] starts, int[] members) {
    this.labels = labels;
    this.ofPlace = ofPlace;
    this.starts = starts;
    this.members = members;
  }

  /** Gathers places whose labels become the same. */
  static Groups of(Labels[] places, Function<Labels, Labels> grouping) {
    Map<Labels, Integer> numbers = new HashMap<>();
    List<Labels> labels = new ArrayList<>();
    int[] ofPlace = new int[places.length];
    for (int i = 0; i < places.length; i++) {
      Labels group = grouping.apply(places[i]);
      Integer known = numbers.putIfAbsent(group, labels.size());
      if (known == null) {
        labels.add(group);
      }
      ofPlace[i] = known == null ? labels.size() - 1 : known;
    }
    int[] starts = new int[labels.size() + 1];
    for (int group : ofPlace) {
      starts[group + 1]++;
    }
    for (int i = 1; i < starts.length; i++) {
      starts[i] += starts[i - 1];
    }
    int[] next = starts.clone();
    int[] members = new int[places.length];
    for (int i = 0; i < places.length; i++) {
      members[next[ofPlace[i]]++] = i;
    }
    return new Groups(labels.toArray(Labels[]::new), ofPlace, starts, members);
  }

  /** Returns the labels of each group. */
  Labels[] labels() {
    return labels;
  }

  /** Returns the group of each place. */
  int[] ofPlace() {
    return ofPlace;
  }

  /** Returns where each group's members begin; one more than there are groups. */
  int[] starts() {
    return starts;
  }

  /** Returns places, group by group, those of each in ascending order. */
  int[] members() {
    return members;
  }

  int size() {
    return labels.length;
  }
}
