package io.kaldrix.monitor.core.alarm.band;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A band of trend and seasons, learned so that single outliers do not move it.
 *
 * <p>The value at time t is expected to be {@code level + trend · t + Σ season(t)}:
 *
 * <ol>
 *   <li>Trend: the median slope between the medians of full days (Theil and Sen), from three days
 *       on; none before.
 *   <li>Level: the median of what the trend leaves.
 *   <li>Seasons, one after the other on what is left: by hour of the week with 13 days of past or
 *       more, by time of the day (in slots of 15 minutes, or of a period that is longer) with 2
 *       days, by minute of the hour with 6 hours. A slot's part is the median of its residuals. A
 *       season is kept if it makes the spread at least 5 % smaller.
 *   <li>Spread: 1.4826 times the median absolute residual, or the residuals' standard deviation if
 *       more than half of them are zero, times √(n / (n − p)) for p slots learned.
 * </ol>
 *
 * <p>A metric that never was below zero is expected not to go there.
 */
public final class SeasonalBand implements BandModel {

  /** The least number of datapoints that something is learned from. */
  public static final int LEAST_DATAPOINTS = 30;

  private static final double MAD_TO_SIGMA = 1.4826;
  private static final double WORTHWHILE = 0.95;
  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();
  private static final int LEAST_DAYS_FOR_TREND = 3;

  /** Assigns times to the slots of a season. */
  private interface Slots {
    int of(long timeMillis);
  }

  /** A season that was learned. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Season(Slots slots, double[] parts) {
    double at(long timeMillis) {
      return parts[slots.of(timeMillis)];
    }
  }

  private record Learned(
      double level,
      double slopePerMilli,
      long origin,
      List<Season> seasons,
      double sigma,
      double least,
      double most)
      implements Expectation {

    @Override
    public double centre(long timeMillis) {
      double centre = level + slopePerMilli * (timeMillis - origin);
      for (Season season : seasons) {
        centre += season.at(timeMillis);
      }
      return centre;
    }
  }

  @Override
  public Optional<Expectation> learn(History past) {
    int n = 0;
    long[] times = new long[past.values().length];
    double[] values = new double[past.values().length];
    for (int i = 0; i < values.length; i++) {
      if (Double.isFinite(past.values()[i])) {
        times[n] = past.timesMillis()[i];
        values[n++] = past.values()[i];
      }
    }
    if (n < LEAST_DATAPOINTS) {
      return Optional.empty();
    }
    return Optional.of(fit(Arrays.copyOf(times, n), Arrays.copyOf(values, n), past));
  }

  private static Learned fit(long[] times, double[] values, History past) {
    long origin = times[0];
    double slope = slope(times, values);
    double[] left = new double[values.length];
    for (int i = 0; i < left.length; i++) {
      left[i] = values[i] - slope * (times[i] - origin);
    }
    double level = median(left);
    for (int i = 0; i < left.length; i++) {
      left[i] -= level;
    }
    List<Season> seasons = new ArrayList<>();
    double sigma = sigma(left, 1);
    int learned = 1;
    long span = times[times.length - 1] - origin + past.period().toMillis();
    for (Candidate candidate : candidates(span, past)) {
      Season season = season(candidate, times, left);
      double[] residuals = new double[left.length];
      for (int i = 0; i < left.length; i++) {
        residuals[i] = left[i] - season.at(times[i]);
      }
      double with = sigma(residuals, learned + candidate.count());
      if (with < WORTHWHILE * sigma) {
        seasons.add(season);
        left = residuals;
        sigma = with;
        learned += candidate.count();
      }
    }
    boolean neverNegative = Arrays.stream(values).allMatch(value -> value >= 0);
    return new Learned(
        level,
        slope,
        origin,
        seasons,
        sigma,
        neverNegative ? 0 : Double.NEGATIVE_INFINITY,
        past.most());
  }

  /** A season that may be learned. */
  private record Candidate(Slots slots, int count) {}

  private static List<Candidate> candidates(long span, History past) {
    List<Candidate> candidates = new ArrayList<>();
    if (span >= 13 * DAY_MILLIS && past.period().compareTo(Duration.ofHours(1)) <= 0) {
      candidates.add(
          new Candidate(
              time -> {
                ZonedDateTime at = Instant.ofEpochMilli(time).atZone(past.zone());
                return (at.getDayOfWeek().getValue() - 1) * 24 + at.getHour();
              },
              7 * 24));
    }
    int slotMinutes = (int) Math.max(15, past.period().toMinutes());
    if (span >= 2 * DAY_MILLIS && slotMinutes <= 12 * 60) {
      candidates.add(
          new Candidate(
              time -> {
                ZonedDateTime at = Instant.ofEpochMilli(time).atZone(past.zone());
                return (at.getHour() * 60 + at.getMinute()) / slotMinutes;
              },
              (24 * 60 + slotMinutes - 1) / slotMinutes));
    }
    if (span >= Duration.ofHours(6).toMillis() && past.period().toMinutes() <= 15) {
      int minutes = (int) Math.max(1, past.period().toMinutes());
      candidates.add(
          new Candidate(
              time -> Instant.ofEpochMilli(time).atZone(past.zone()).getMinute() / minutes,
              (60 + minutes - 1) / minutes));
    }
    return candidates;
  }

  private static Season season(Candidate candidate, long[] times, double[] left) {
    int[] slots = new int[times.length];
    int[] sizes = new int[candidate.count()];
    for (int i = 0; i < times.length; i++) {
      slots[i] = candidate.slots().of(times[i]);
      sizes[slots[i]]++;
    }
    double[][] residuals = new double[candidate.count()][];
    for (int slot = 0; slot < sizes.length; slot++) {
      residuals[slot] = new double[sizes[slot]];
    }
    int[] filled = new int[candidate.count()];
    for (int i = 0; i < times.length; i++) {
      residuals[slots[i]][filled[slots[i]]++] = left[i];
    }
    double[] parts = new double[candidate.count()];
    for (int slot = 0; slot < parts.length; slot++) {
      parts[slot] = sizes[slot] < 2 ? 0 : median(residuals[slot]);
    }
    return new Season(candidate.slots(), parts);
  }

  private static double slope(long[] times, double[] values) {
    List<double[]> days = new ArrayList<>(); // middle, median
    int from = 0;
    for (int i = 1; i <= times.length; i++) {
      if (i == times.length || times[i] - times[from] >= DAY_MILLIS) {
        if (times[i - 1] - times[from] >= DAY_MILLIS * 0.8) {
          double[] day = Arrays.copyOfRange(values, from, i);
          days.add(new double[] {(times[from] + times[i - 1]) / 2.0, median(day)});
        }
        from = i;
      }
    }
    if (days.size() < LEAST_DAYS_FOR_TREND) {
      return 0;
    }
    double[] slopes = new double[days.size() * (days.size() - 1) / 2];
    int count = 0;
    for (int a = 0; a < days.size(); a++) {
      for (int b = a + 1; b < days.size(); b++) {
        slopes[count++] = (days.get(b)[1] - days.get(a)[1]) / (days.get(b)[0] - days.get(a)[0]);
      }
    }
    return median(slopes);
  }

  private static double sigma(double[] residuals, int learned) {
    int n = residuals.length;
    double[] absolute = new double[n];
    double squares = 0;
    for (int i = 0; i < n; i++) {
      absolute[i] = Math.abs(residuals[i]);
      squares += residuals[i] * residuals[i];
    }
    double spread = MAD_TO_SIGMA * median(absolute);
    if (spread == 0) {
      spread = Math.sqrt(squares / n);
    }
    return n > learned ? spread * Math.sqrt((double) n / (n - learned)) : Double.POSITIVE_INFINITY;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
