package io.kaldrix.monitor.core.query.plan;

import io.kaldrix.monitor.api.label.Labels;

/**
 * What a step does with what its inputs say. Elements have fixed places: {@link #shape} says what
 * stands where, {@link #compute} what each is now, or that it is absent.
 */
interface Operator {

  /** Finds out what there is before it is asked where things stand; once in a pass. */
  default void prepare(long atMillis) {}

  /** Returns whether the places may be others although the inputs' are the same. */
  default boolean isOutdated() {
    return false;
  }

  /**
   * Returns the labels of each place. Asked when the inputs' places are others, and whenever this
   * is outdated; places that stay what they were keep their labels as the same objects where
   * possible.
   *
   * @throws NoPlanException if there would be too many places
   */
  Labels[] shape();

  /**
   * Writes the value of each place, absent if there is no element.
   *
   * @throws NoPlanException if the interpreter must be asked this time
   */
  void compute(long atMillis, double[] out);
}
