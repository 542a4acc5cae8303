package io.kaldrix.monitor.core.query.ast;

import java.util.Locale;
import java.util.Optional;

/** What makes few samples of many. */
public enum Aggregator {
  /** Sum. */
  SUM,
  /** Arithmetic mean. */
  AVG,
  /** Number of samples. */
  COUNT,
  /** Least value. */
  MIN,
  /** Greatest value. */
  MAX,
  /** 1 for each group. */
  GROUP,
  /** Standard deviation of the population. */
  STDDEV,
  /** Variance of the population. */
  STDVAR,
  /** The samples with the greatest values. */
  TOPK(ValueType.SCALAR),
  /** The samples with the least values. */
  BOTTOMK(ValueType.SCALAR),
  /** A quantile of the values. */
  QUANTILE(ValueType.SCALAR),
  /** How many samples have each value. */
  COUNT_VALUES(ValueType.STRING),
  /** So many samples, whichever. */
  LIMITK(ValueType.SCALAR),
  /** Such a share of the samples, always the same ones. */
  LIMIT_RATIO(ValueType.SCALAR);

  private final Optional<ValueType> parameter;

  Aggregator() {
    this.parameter = Optional.empty();
  }

  Aggregator(ValueType parameter) {
    this.parameter = Optional.of(parameter);
  }

  /** Returns the name as expressions write it, in lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns whether it may still change, so that it must be asked for. */
  public boolean experimental() {
    return this == LIMITK || this == LIMIT_RATIO;
  }

  /** Returns the type of the parameter that stands before the vector, empty if there is none. */
  public Optional<ValueType> parameter() {
    return parameter;
  }
}
