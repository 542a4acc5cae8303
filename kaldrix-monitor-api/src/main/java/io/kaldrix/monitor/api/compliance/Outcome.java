package io.kaldrix.monitor.api.compliance;

import java.util.Locale;

/** What a check found. */
public enum Outcome {
  /** What is to hold holds. */
  PASS,
  /** It does not hold. */
  FAIL,
  /** It could not be seen whether it holds. Never counts as a pass. */
  CANNOT_TELL,
  /** There is nothing here that it could hold for. */
  NOT_APPLICABLE;

  /** Returns the name that labels and reports use, such as {@code cannot-tell}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
