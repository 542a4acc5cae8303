package io.kaldrix.monitor.core.query.ast;

import java.util.Locale;

/** Which samples beyond the instants it asks for a selector may look at. */
public enum Reach {
  /** None. */
  NONE,
  /** The last one at or before the start of a range, so that what changed since then counts. */
  ANCHORED,
  /** Those around either end, between which the value at the end itself is interpolated. */
  SMOOTHED;

  /** Returns the word that stands behind a selector; of {@link #NONE} there is none. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
