package io.kaldrix.monitor.core.history;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Pattern;

/** Times as people and programs write them. */
public final class InstantText {

  /** What a time looks like, for messages. */
  public static final String ALLOWED =
      "seconds since 1970, milliseconds since 1970 in 12 digits or more, or a time such as"
          + " 2026-01-31T12:00:00Z";

  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,16}(\\.[0-9]{1,9})?");
  private static final Pattern ZONED = Pattern.compile(".*[0-9](Z|[+-][0-9]{2}:?[0-9]{2})");
  private static final int MILLISECOND_DIGITS = 12;

  private InstantText() {}

  /**
   * Returns the instant that a text says; without a zone it is UTC.
   *
   * @throws IllegalArgumentException if it says none
   */
  public static Instant parse(String text) {
    try {
      if (NUMBER.matcher(text).matches()) {
        boolean millis =
            text.indexOf('.') < 0 && text.replace("-", "").length() >= MILLISECOND_DIGITS;
        return Instant.ofEpochMilli(
            new BigDecimal(text).movePointRight(millis ? 0 : 3).longValue());
      }
      String written = text.strip().replace(' ', 'T');
      String timed = written.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}") ? written + "T00:00" : written;
      return ZONED.matcher(timed).matches() && timed.indexOf('T') > 0
          ? OffsetDateTime.parse(timed).toInstant()
          : LocalDateTime.parse(timed).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("time '" + text + "' is wrong, must be " + ALLOWED, e);
    }
  }
}
