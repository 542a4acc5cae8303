package io.kaldrix.monitor.core.query.parse;

import io.kaldrix.monitor.api.plugin.DurationText;
import io.kaldrix.monitor.core.query.ast.NumberText;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads numbers and durations, which stand for each other: {@code 5m} is {@code 300}. */
final class Numbers {

  /** Longest range, step or offset: what fits into 64 bits of nanoseconds, about 292 years. */
  private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

  /** Farthest instant from the epoch that {@code @} takes, so that no sum of times overflows. */
  private static final double FARTHEST_SECONDS = 1e13;

  /** Takes what it can and gives nothing back, as digits without end would take forever. */
  private static final Pattern DECIMAL =
      Pattern.compile("(?:[0-9]++(?:\\.[0-9]*+)?+|\\.[0-9]++)(?:[eE][+-]?[0-9]++)?+");

  private static final Pattern OCTAL = Pattern.compile("0[0-7]+");
  private static final Pattern HEXADECIMAL = Pattern.compile("0[xX][0-9a-fA-F]+");
  private static final Pattern DURATION_LIKE = Pattern.compile("(?:[0-9]++(?:ms|[ywdhms]))++");

  private final Source source;

  Numbers(Source source) {
    this.source = source;
  }

  /** Returns the number, or the duration in seconds, that a token says. */
  double valueOf(Token token) {
    String text = token.text();
    if (OCTAL.matcher(text).matches()) {
      return whole(token, text.substring(1), 8);
    }
    if (HEXADECIMAL.matcher(text).matches()) {
      return whole(token, text.substring(2), 16);
    }
    if (DECIMAL.matcher(text).matches()) {
      double value = Double.parseDouble(text);
      if (Double.isInfinite(value)) {
        throw source.error(
            token.offset(), "error parsing number: \"" + text + "\": value out of range");
      }
      return value;
    }
    Optional<Duration> duration = DurationText.parse(text);
    if (duration.isPresent()) {
      return duration.get().toMillis() / 1000.0;
    }
    throw source.error(
        token.offset(),
        (DURATION_LIKE.matcher(text).matches()
                ? "not a valid duration string: \""
                : "bad number or duration syntax: \"")
            + text
            + "\", allowed is a number such as 1, 2.5, 1e3 or 0x1f, or "
            + DurationText.ALLOWED
            + " with its units in the order y w d h m s ms, each once");
  }

  private double whole(Token token, String digits, int radix) {
    try {
      return Long.parseLong(digits, radix);
    } catch (NumberFormatException e) {
      throw source.error(
          token.offset(), "error parsing number: \"" + token.text() + "\": value out of range");
    }
  }

  /** Refuses an offset that no sum of times could hold. */
  void checkOffset(int offset, double seconds) {
    if (!(Math.abs(seconds) < LONGEST.toSeconds())) {
      throw source.error(offset, "duration out of range, at most 292y are allowed");
    }
  }

  /** Refuses a range or step that does not last. */
  void checkLength(int offset, double seconds) {
    checkOffset(offset, seconds);
    if (Math.round(seconds * 1000) < 1) {
      throw source.error(offset, "duration must be greater than 0, at least 1ms");
    }
  }

  /** Returns what {@code @} says, in milliseconds since the Unix epoch. */
  long instantMillis(int offset, double seconds) {
    if (!(Math.abs(seconds) <= FARTHEST_SECONDS)) {
      throw source.error(
          offset,
          "timestamp out of bounds for @ modifier: "
              + NumberText.of(seconds)
              + ", allowed are Unix seconds from -1e13 to 1e13");
    }
    return Math.round(seconds * 1000);
  }
}
