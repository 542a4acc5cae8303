package io.kaldrix.monitor.core.meter;

import io.kaldrix.monitor.api.label.Labels;
import java.util.List;

/** A meter that is read at every tick, and the series that it becomes. For one thread. */
final class BoundMeter {

  private final List<Labels> series;
  private final int[] slots;
  private int place;

  /**
   * Creates a binding.
   *
   * @param series the labels of the meter's series
   * @param slots the slot of each, in the same order; not copied
   */
  BoundMeter(List<Labels> series, int[] slots) {
    this.series = List.copyOf(series);
    this.slots = slots;
  }

  List<Labels> series() {
    return series;
  }

  int[] slots() {
    return slots;
  }

  /** Returns where the meter stands in its column. */
  int place() {
    return place;
  }

  void moveTo(int newPlace) {
    place = newPlace;
  }
}
