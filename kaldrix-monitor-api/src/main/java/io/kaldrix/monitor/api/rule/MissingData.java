package io.kaldrix.monitor.api.rule;

import java.util.Arrays;
import java.util.Optional;

/** What an alarm takes a missing datapoint for, if it has too few without it. */
public enum MissingData {
  /** A datapoint outside the threshold. */
  BREACHING("breaching"),
  /** A datapoint within the threshold. */
  NOT_BREACHING("notBreaching"),
  /** No reason to change the state. */
  IGNORE("ignore"),
  /** Missing; if all are, the alarm has insufficient data. */
  MISSING("missing");

  private final String code;

  MissingData(String code) {
    this.code = code;
  }

  /** Returns the name that CloudWatch has for it. */
  public String code() {
    return code;
  }

  /** Returns the treatment that CloudWatch calls so. */
  public static Optional<MissingData> named(String code) {
    return Arrays.stream(values()).filter(treatment -> treatment.code.equals(code)).findFirst();
  }
}
