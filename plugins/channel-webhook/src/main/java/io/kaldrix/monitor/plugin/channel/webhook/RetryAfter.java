package io.kaldrix.monitor.plugin.channel.webhook;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * Reads how long a receiver asks to wait.
 *
 * <p>Source: RFC 9110, sections 10.2.3 and 5.6.7: a number of seconds or a date.
 */
final class RetryAfter {

  private RetryAfter() {}

  /**
   * Returns the wait that {@code headers} ask for, empty if they ask for none that one can read.
   *
   * @param now our time, taken for a date if the receiver does not give its own
   */
  static Optional<Duration> in(HttpHeaders headers, Instant now) {
    return headers
        .firstValue("Retry-After")
        .map(String::strip)
        .flatMap(text -> of(text, headers, now));
  }

  private static Optional<Duration> of(String text, HttpHeaders headers, Instant now) {
    if (text.matches("\\d{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
    }
    // Against the receiver's own clock, so that it does not matter how far ours is off.
    Instant from = headers.firstValue("Date").flatMap(RetryAfter::date).orElse(now);
    return date(text).map(at -> at.isAfter(from) ? Duration.between(from, at) : Duration.ZERO);
  }

  private static Optional<Instant> date(String text) {
    try {
      return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text.strip(), Instant::from));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
