package io.kaldrix.monitor.core.meter;

import io.kaldrix.monitor.core.series.Row;
import java.util.Arrays;
import java.util.List;

/**
 * Meters of one kind side by side, with the slots of their series, so that a tick reads them in one
 * loop. For one thread.
 *
 * @param <M> the kind of meter
 */
final class MeterColumn<M> {

  /** How the series of one kind of meter are read. */
  @FunctionalInterface
  interface Reading<M> {
    /** Writes the meter's values into {@code row}, at {@code slots[at]} and those after it. */
    void read(M meter, double[] row, int[] slots, int at);
  }

  private final int seriesPerMeter;
  private final Reading<M> reading;
  private Object[] meters = new Object[16];
  private BoundMeter[] bound = new BoundMeter[16];
  private int[] slots;
  private int size;

  MeterColumn(int seriesPerMeter, Reading<M> reading) {
    this.seriesPerMeter = seriesPerMeter;
    this.reading = reading;
    this.slots = new int[16 * seriesPerMeter];
  }

  void add(M meter, BoundMeter binding) {
    if (size == meters.length) {
      meters = Arrays.copyOf(meters, size * 2);
      bound = Arrays.copyOf(bound, size * 2);
      slots = Arrays.copyOf(slots, size * 2 * seriesPerMeter);
    }
    place(meter, binding, size++);
  }

  /** Takes a meter out; the last one takes its place. */
  void remove(BoundMeter binding) {
    int gap = binding.place();
    size--;
    place(meters[size], bound[size], gap);
    meters[size] = EMPTY;
    bound[size] = NOBODY;
  }

  private static final Object EMPTY = new Object();
  private static final BoundMeter NOBODY = new BoundMeter(List.of(), new int[0]);

  private void place(Object meter, BoundMeter binding, int place) {
    meters[place] = meter;
    bound[place] = binding;
    System.arraycopy(binding.slots(), 0, slots, place * seriesPerMeter, seriesPerMeter);
    binding.moveTo(place);
  }

  /**
   * Writes the values of all meters into a draft.
   *
   * @return how many meters threw; their series have no sample in this row
   */
  @SuppressWarnings("unchecked") // add() takes nothing else
  int read(Row draft) {
    double[] row = draft.draftValues();
    int faults = 0;
    for (int i = 0, at = 0; i < size; i++, at += seriesPerMeter) {
      try {
        reading.read((M) meters[i], row, slots, at);
      } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
        // a host's function behind a gauge or function counter
        faults++;
      }
    }
    return faults;
  }
}
