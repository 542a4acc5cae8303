package io.kaldrix.monitor.api.plugin;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Prometheus writes them: {@code 1w2d3h4m5s6ms}, largest unit first, each once. */
public final class DurationText {

  /** What a duration looks like, for messages. */
  public static final String ALLOWED = "a duration such as 500ms, 10s, 5m or 1h30m";

  private static final Pattern SHAPE =
      Pattern.compile(
          "(?:(\\d{1,9})y)?(?:(\\d{1,9})w)?(?:(\\d{1,9})d)?(?:(\\d{1,9})h)?"
              + "(?:(\\d{1,9})m)?(?:(\\d{1,9})s)?(?:(\\d{1,9})ms)?");
  private static final long[] UNIT_MILLIS = {
    365L * 86_400_000, 7L * 86_400_000, 86_400_000, 3_600_000, 60_000, 1_000, 1
  };
  private static final Duration LONGEST = Duration.ofMillis(Long.MAX_VALUE);
  private static final String[] UNITS = {"y", "w", "d", "h", "m", "s", "ms"};

  private DurationText() {}

  /**
   * Returns the duration that {@code text} says, empty if it says none or one that is longer than
   * milliseconds in a {@code long} can tell. {@code 0} is zero.
   */
  public static Optional<Duration> parse(String text) {
    if (text.equals("0")) {
      return Optional.of(Duration.ZERO);
    }
    Matcher shape = SHAPE.matcher(text);
    if (text.isEmpty() || !shape.matches()) {
      return Optional.empty();
    }
    Duration duration = Duration.ZERO;
    for (int unit = 0; unit < UNIT_MILLIS.length; unit++) {
      String count = shape.group(unit + 1);
      if (count != null) {
        duration =
            duration.plus(Duration.ofMillis(UNIT_MILLIS[unit]).multipliedBy(Long.parseLong(count)));
      }
    }
    return duration.compareTo(LONGEST) <= 0 ? Optional.of(duration) : Optional.empty();
  }

  /** Returns the shortest text for a duration, cut to milliseconds; {@code 0s} for zero. */
  public static String format(Duration duration) {
    long millis = duration.toMillis();
    if (millis == 0) {
      return "0s";
    }
    StringBuilder text = new StringBuilder(millis < 0 ? "-" : "");
    long left = Math.abs(millis);
    for (int unit = 2; unit < UNIT_MILLIS.length; unit++) { // years and weeks only read well whole
      long count = left / UNIT_MILLIS[unit];
      if (count > 0) {
        text.append(count).append(UNITS[unit]);
        left -= count * UNIT_MILLIS[unit];
      }
    }
    return text.toString();
  }
}
