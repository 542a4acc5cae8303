package io.kaldrix.monitor.core.query.eval;

import io.kaldrix.monitor.core.query.histogram.NativeHistogram;
import java.util.List;
import java.util.Optional;

/**
 * Which samples of a series are histograms; the others are numbers. Immutable; may be shared
 * between threads.
 */
public final class Histograms {

  /** No sample is. */
  public static final Histograms NONE = new Histograms(List.of());

  private final List<Optional<NativeHistogram>> histograms;

  private Histograms(List<Optional<NativeHistogram>> histograms) {
    this.histograms = histograms;
  }

  /** Returns the histograms of samples, one entry for each; its value says nothing then. */
  public static Histograms of(List<Optional<NativeHistogram>> histograms) {
    return histograms.stream().allMatch(Optional::isEmpty)
        ? NONE
        : new Histograms(List.copyOf(histograms));
  }

  /** Returns sample {@code index} if it is a histogram. */
  public Optional<NativeHistogram> at(int index) {
    return index < histograms.size() ? histograms.get(index) : Optional.empty();
  }

  /** Returns the histograms of {@code size} samples from one on. */
  Histograms from(int first, int size) {
    return isEmpty() ? NONE : of(histograms.subList(first, first + size));
  }

  /** Returns whether no sample is a histogram. */
  public boolean isEmpty() {
    return histograms.isEmpty();
  }
}
