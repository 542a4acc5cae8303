package io.kaldrix.monitor.core.query.plan.window;

import io.kaldrix.monitor.core.query.plan.window.WindowFunction.Kept;
import java.util.HashMap;
import java.util.Map;

/** The windows of all plans; what asks for the same of the same series gets the same. */
public final class SlidingWindows {

  /** Windows wear out at so many different times, not all at once. */
  private static final int STAGGERS = 16;

  private final FollowedRows rows;
  private final boolean startsCount;
  private final Map<Key, SlidingWindow> windows = new HashMap<>();

  private record Key(SelectedSeries selection, long rangeMillis, Object shift, Kept kept) {}

  /**
   * Creates no windows.
   *
   * @param startsCount whether it counts when counters began
   */
  public SlidingWindows(FollowedRows rows, boolean startsCount) {
    this.rows = rows;
    this.startsCount = startsCount;
  }

  /**
   * Returns a function of a window.
   *
   * @param shift when the window ends; equal ones end at the same instant
   */
  public WindowCall call(
      WindowFunction function, SelectedSeries selection, long rangeMillis, Object shift) {
    long stagger = rangeMillis * (windows.size() % STAGGERS) / STAGGERS;
    SlidingWindow window =
        windows.computeIfAbsent(
            new Key(selection, rangeMillis, shift, function.kept()),
            key ->
                new SlidingWindow(
                    rows,
                    selection,
                    function
                        .kept()
                        .state(new CounterStarts(selection, startsCount), rangeMillis, stagger)));
    return new WindowCall(function, window);
  }
}
