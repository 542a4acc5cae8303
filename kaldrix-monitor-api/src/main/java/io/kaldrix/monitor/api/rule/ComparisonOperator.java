package io.kaldrix.monitor.api.rule;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** How an alarm compares a datapoint, which stands first, with its threshold or band. */
public enum ComparisonOperator {
  /** Breaches at the threshold or above. */
  GREATER_THAN_OR_EQUAL("GreaterThanOrEqualToThreshold", "greater than or equal to the threshold"),
  /** Breaches above the threshold. */
  GREATER_THAN("GreaterThanThreshold", "greater than the threshold"),
  /** Breaches below the threshold. */
  LESS_THAN("LessThanThreshold", "less than the threshold"),
  /** Breaches at the threshold or below. */
  LESS_THAN_OR_EQUAL("LessThanOrEqualToThreshold", "less than or equal to the threshold"),
  /** Breaches outside a band. */
  OUTSIDE_BAND("LessThanLowerOrGreaterThanUpperThreshold", "outside the band"),
  /** Breaches below a band. */
  BELOW_BAND("LessThanLowerThreshold", "below the band"),
  /** Breaches above a band. */
  ABOVE_BAND("GreaterThanUpperThreshold", "above the band");

  private final String code;
  private final String words;

  ComparisonOperator(String code, String words) {
    this.code = code;
    this.words = words;
  }

  /** Returns the name that CloudWatch has for it, such as {@code GreaterThanThreshold}. */
  public String code() {
    return code;
  }

  /** Returns the operator in words, such as {@code greater than the threshold}. */
  public String words() {
    return words;
  }

  /** Returns whether it compares with a band rather than with a number. */
  public boolean isOfBand() {
    return this == OUTSIDE_BAND || this == BELOW_BAND || this == ABOVE_BAND;
  }

  /** Returns the operator that CloudWatch calls so. */
  public static Optional<ComparisonOperator> named(String code) {
    return Arrays.stream(values()).filter(operator -> operator.code.equals(code)).findFirst();
  }

  /** Returns CloudWatch's names, for messages. */
  public static String allowed() {
    return Arrays.stream(values()).map(ComparisonOperator::code).collect(Collectors.joining(", "));
  }
}
