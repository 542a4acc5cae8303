package io.kaldrix.monitor.core.alarm.math;

import io.kaldrix.monitor.api.rule.AlarmMetric;
import io.kaldrix.monitor.core.alarm.Periods;
import io.kaldrix.monitor.core.alarm.band.Expectation;
import java.util.Optional;
import java.util.function.Function;

/** What expressions are about. For one thread. */
public interface MathInputs {

  /** Returns a metric's datapoints, one for each period, {@code NaN} where there is none. */
  double[] datapoints(AlarmMetric metric, Periods periods);

  /**
   * Returns what is to be expected of a time series, empty if too little is known.
   *
   * @param key the same for the same series
   * @param metric the metric that the series is, empty if it is calculated
   * @param past returns the series' values for periods of the past
   */
  Optional<Expectation> expectation(
      String key, Optional<AlarmMetric> metric, Function<Periods, double[]> past, Periods asked);
}
