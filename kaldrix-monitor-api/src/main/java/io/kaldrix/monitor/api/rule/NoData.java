package io.kaldrix.monitor.api.rule;

import io.kaldrix.monitor.api.rule.Doubt.Meaning;
import java.time.Duration;

/**
 * What it means that there are no samples to look at. A condition alone cannot tell "all is well"
 * from "nothing is there", so {@code data} says what is looked at.
 *
 * @param data PromQL that returns a sample for every series there is data of, with the labels that
 *     the rule's expression returns: {@code temperature} for {@code temperature > 90}; empty if
 *     both meanings are {@link Meaning#RESOLVE}, which needs none
 * @param series what it means for a series that {@code data} returned before and no longer does.
 *     {@link Meaning#ALERT}: that series' alert, with {@code NaN} for a value, as if its condition
 *     were met
 * @param whole what it means that {@code data} returns nothing at all; goes before {@code series}.
 *     {@link Meaning#ALERT}: one alert with the rule's labels and {@code reason="no_data"}, while
 *     all others stay as they are
 * @param forgetAfter how long a vanished series is remembered, above zero; then its alert ends
 */
public record NoData(String data, Meaning series, Meaning whole, Duration forgetAfter) {

  /** How long a vanished series is remembered unless said otherwise: a day. */
  public static final Duration A_DAY = Duration.ofDays(1);

  /** What is not there does not meet a condition: the way of Prometheus. */
  public static final NoData RESOLVES = new NoData("", Meaning.RESOLVE, Meaning.RESOLVE, A_DAY);

  /** Creates a policy. */
  public NoData {
    if (data.isBlank() && (series != Meaning.RESOLVE || whole != Meaning.RESOLVE)) {
      throw new IllegalArgumentException(
          "no data means more than RESOLVE, but it is not said what the data are");
    }
    if (forgetAfter.isNegative() || forgetAfter.isZero()) {
      throw new IllegalArgumentException("forgetAfter is " + forgetAfter + ", must be above zero");
    }
  }

  /** Returns a policy with one meaning for a series and for all of them. */
  public static NoData of(String data, Meaning meaning) {
    return new NoData(data, meaning, meaning, A_DAY);
  }
}
