package io.kaldrix.monitor.core.alarm.math;

import io.kaldrix.monitor.core.alarm.Periods;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** Functions and operators that make datapoints of datapoints. */
final class PointFunctions {

  private PointFunctions() {}

  /** Returns a function of {@link MathFunctions#PER_POINT} over a time series. */
  static double[] perPoint(String function, double[] values, Periods periods) {
    return switch (function) {
      case "ABS" -> map(values, Math::abs);
      case "CEIL" -> map(values, Math::ceil);
      case "FLOOR" -> map(values, Math::floor);
      case "LOG" -> map(values, Math::log);
      case "LOG10" -> map(values, Math::log10);
      case "RUNNING_SUM" -> runningSum(values);
      default -> change(function, values, periods);
    };
  }

  /** Returns what has changed since the datapoint before, over gaps too; the first has none. */
  private static double[] change(String function, double[] values, Periods periods) {
    double[] changes = new double[values.length];
    int before = -1;
    for (int i = 0; i < values.length; i++) {
      changes[i] = Double.NaN;
      if (!Double.isNaN(values[i])) {
        if (before >= 0) {
          double seconds = (periods.bound(i) - periods.bound(before)) / 1e3;
          double difference = values[i] - values[before];
          changes[i] =
              switch (function) {
                case "DIFF" -> difference;
                case "DIFF_TIME" -> seconds;
                default -> difference / seconds;
              };
        }
        before = i;
      }
    }
    return changes;
  }

  private static double[] runningSum(double[] values) {
    double[] sums = new double[values.length];
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += Double.isNaN(values[i]) ? 0 : values[i];
      sums[i] = Double.isNaN(values[i]) ? Double.NaN : sum;
    }
    return sums;
  }

  /** Returns a function of {@link MathFunctions#OF_TIME}: of when each period begins, in UTC. */
  static double[] ofTime(String function, Periods periods) {
    double[] parts = new double[periods.count()];
    for (int i = 0; i < parts.length; i++) {
      ZonedDateTime at = Instant.ofEpochMilli(periods.bound(i)).atZone(ZoneOffset.UTC);
      parts[i] =
          switch (function) {
            case "MINUTE" -> at.getMinute();
            case "HOUR" -> at.getHour();
            case "DAY" -> at.getDayOfWeek().getValue();
            case "DATE" -> at.getDayOfMonth();
            case "MONTH" -> at.getMonthValue();
            case "YEAR" -> at.getYear();
            default -> (double) at.toEpochSecond();
          };
    }
    return parts;
  }

  /** Returns a time series of one value. */
  static double[] constant(double value, int count) {
    double[] values = new double[count];
    Arrays.fill(values, value);
    return values;
  }

  static double[] map(double[] values, DoubleUnaryOperator function) {
    return Arrays.stream(values).map(value -> finite(function.applyAsDouble(value))).toArray();
  }

  /** Returns an operator as a function; truth is 1 and 0. */
  static DoubleBinaryOperator operator(String symbol) {
    return switch (symbol) {
      case "+" -> (a, b) -> a + b;
      case "-" -> (a, b) -> a - b;
      case "*" -> (a, b) -> a * b;
      case "/" -> (a, b) -> a / b; // by zero is no number, so the datapoint is dropped
      case "^" -> Math::pow;
      case "==" -> (a, b) -> a == b ? 1 : 0;
      case "!=" -> (a, b) -> a != b ? 1 : 0;
      case "<" -> (a, b) -> a < b ? 1 : 0;
      case "<=" -> (a, b) -> a <= b ? 1 : 0;
      case ">" -> (a, b) -> a > b ? 1 : 0;
      case ">=" -> (a, b) -> a >= b ? 1 : 0;
      case "AND" -> (a, b) -> a != 0 && b != 0 ? 1 : 0;
      case "OR" -> (a, b) -> a != 0 || b != 0 ? 1 : 0;
      default -> throw new IllegalArgumentException("'" + symbol + "' is not an operator");
    };
  }

  /** Combines two time series: a missing datapoint is 0 where the other series has one. */
  static double[] combine(DoubleBinaryOperator operator, double[] left, double[] right) {
    double[] combined = new double[left.length];
    for (int i = 0; i < combined.length; i++) {
      combined[i] =
          Double.isNaN(left[i]) && Double.isNaN(right[i])
              ? Double.NaN
              : finite(operator.applyAsDouble(orZero(left[i]), orZero(right[i])));
    }
    return combined;
  }

  /**
   * Chooses for each datapoint. Without a condition there is no answer; a missing first choice is 0
   * where there is a second, a missing second choice stays missing, as CloudWatch has it.
   */
  static double[] choose(double[] conditions, double[] then, double[] otherwise) {
    double[] chosen = new double[conditions.length];
    for (int i = 0; i < chosen.length; i++) {
      if (Double.isNaN(conditions[i])) {
        chosen[i] = Double.NaN;
      } else if (conditions[i] == 0) {
        chosen[i] = otherwise[i];
      } else {
        chosen[i] = Double.isNaN(then[i]) && !Double.isNaN(otherwise[i]) ? 0 : then[i];
      }
    }
    return chosen;
  }

  /** Fills gaps with what came before. A gap at the beginning stays. */
  static double[] repeat(double[] values) {
    double[] filled = values.clone();
    for (int i = 1; i < filled.length; i++) {
      filled[i] = Double.isNaN(filled[i]) ? filled[i - 1] : filled[i];
    }
    return filled;
  }

  /** Fills gaps with a line between the datapoints about them. Gaps at the ends stay. */
  static double[] line(double[] values) {
    double[] filled = values.clone();
    int before = -1;
    for (int i = 0; i < filled.length; i++) {
      if (!Double.isNaN(values[i])) {
        for (int gap = before + 1; before >= 0 && gap < i; gap++) {
          double share = (double) (gap - before) / (i - before);
          filled[gap] = values[before] + share * (values[i] - values[before]);
        }
        before = i;
      }
    }
    return filled;
  }

  /** Fills gaps with the datapoints of another series. */
  static double[] with(double[] values, double[] others) {
    double[] filled = values.clone();
    for (int i = 0; i < filled.length; i++) {
      filled[i] = Double.isNaN(filled[i]) ? others[i] : filled[i];
    }
    return filled;
  }

  /** Returns an aggregate of the values that there are, {@code NaN} if there are none. */
  static double aggregate(String function, double[] values) {
    double[] present = Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
    if (function.equals("DATAPOINT_COUNT")) {
      return present.length;
    }
    if (present.length == 0) {
      return Double.NaN;
    }
    double sum = Arrays.stream(present).sum();
    double mean = sum / present.length;
    return switch (function) {
      case "AVG" -> mean;
      case "MIN" -> Arrays.stream(present).min().orElse(Double.NaN);
      case "MAX" -> Arrays.stream(present).max().orElse(Double.NaN);
      case "SUM" -> sum;
      default ->
          Math.sqrt(
              Arrays.stream(present).map(v -> (v - mean) * (v - mean)).sum() / present.length);
    };
  }

  private static double orZero(double value) {
    return Double.isNaN(value) ? 0 : value;
  }

  static double finite(double value) {
    return Double.isFinite(value) ? value : Double.NaN;
  }
}
