package io.kaldrix.monitor.api.rule;

import io.kaldrix.monitor.api.plugin.DurationText;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the parts of a condition on what a value will be:
 *
 * <pre>{@code
 * AlertRule.predicting("disk_free_bytes")
 *     .over(Duration.ofHours(1))
 *     .in(Duration.ofHours(4))
 *     .below(0)
 *     .named("DiskFullSoon")
 * }</pre>
 *
 * <p>A straight line through the samples of the window tells the value, as PromQL's {@code
 * predict_linear}. Of what goes with the hours of the day a {@linkplain #season season} knows more:
 * then the value is the one of a season before, and as much higher as the window's mean is than a
 * season before.
 *
 * <p>Source of the latter: the seasonal naive forecast with drift, Hyndman and Athanasopoulos,
 * Forecasting: Principles and Practice, 3rd edition, section 5.2.
 *
 * <p>For one thread.
 */
public final class Forecast {

  private final String selector;
  private Duration window = Duration.ofHours(1);
  private Duration horizon = Duration.ofHours(4);
  private @Nullable Duration resolution;
  private Optional<Duration> season = Optional.empty();

  Forecast(String selector) {
    this.selector = selector;
  }

  /** Sets how far back it looks; an hour unless set. */
  public Forecast over(Duration duration) {
    window = above("over", duration);
    return this;
  }

  /**
   * Sets how far back it looks at something that is no selector, such as {@code sum(x)}.
   *
   * @param step time between two samples of it
   */
  public Forecast over(Duration duration, Duration step) {
    resolution = above("step", step);
    return over(duration);
  }

  /** Sets how far ahead it looks; four hours unless set. */
  public Forecast in(Duration duration) {
    horizon = above("in", duration);
    return this;
  }

  /** Sets after which time the value repeats, such as a day or a week; never unless set. */
  public Forecast season(Duration duration) {
    season = Optional.of(above("season", duration));
    return this;
  }

  /** Alerts where the value will be below {@code threshold}. */
  public AlertRule.Builder below(double threshold) {
    return when("<", threshold);
  }

  /** Alerts where the value will be above {@code threshold}. */
  public AlertRule.Builder above(double threshold) {
    return when(">", threshold);
  }

  private AlertRule.Builder when(String comparison, double threshold) {
    String bound =
        threshold == Math.rint(threshold) && Math.abs(threshold) < 1e15
            ? Long.toString((long) threshold)
            : Double.toString(threshold);
    return new AlertRule.Builder(expression() + " " + comparison + " " + bound);
  }

  private String expression() {
    if (season.isEmpty()) {
      return "predict_linear(" + range("") + ", " + horizon.toSeconds() + ")";
    }
    Duration back = season.get().minus(horizon);
    if (back.isNegative()) {
      throw new IllegalArgumentException(
          "looks " + horizon + " ahead, must be no longer than the season of " + season.get());
    }
    String whole = " offset " + DurationText.format(season.get());
    String value = back.isZero() ? instant("") : instant(" offset " + DurationText.format(back));
    return value + " + avg_over_time(" + range("") + ") - avg_over_time(" + range(whole) + ")";
  }

  /** PromQL's offset stands behind a selector only: of anything else it is a subquery's. */
  private String instant(String offset) {
    if (resolution == null) {
      return selector + offset;
    }
    String step = DurationText.format(resolution);
    return "last_over_time((" + selector + ")[" + step + ":" + step + "]" + offset + ")";
  }

  private String range(String offset) {
    String range = "[" + DurationText.format(window);
    return resolution == null
        ? selector + range + "]" + offset
        : "(" + selector + ")" + range + ":" + DurationText.format(resolution) + "]" + offset;
  }

  private static Duration above(String name, Duration duration) {
    if (duration.toMillis() < 1) {
      throw new IllegalArgumentException(name + " is " + duration + ", must be above zero");
    }
    return duration;
  }
}
