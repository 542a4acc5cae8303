package io.kaldrix.monitor.core.template.value;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Go's layouts of dates: the text that 2 January 2006, 15:04:05, seven hours west of Greenwich,
 * would have.
 *
 * <p>Source: documentation of Go's package {@code time}.
 */
public final class TimeLayout {

  /** The longer of two that begin alike stands first. */
  private static final String[] ELEMENTS = {
    "January", "Jan", "Monday", "Mon", "MST", "002", "01", "02", "03", "04", "05", "06", "2006",
    "__2", "_2", "15", "1", "2", "3", "4", "5", "PM", "pm", "-07:00:00", "-070000", "-07:00",
    "-0700", "-07", "Z07:00:00", "Z070000", "Z07:00", "Z0700", "Z07"
  };

  private TimeLayout() {}

  /** Returns a time's text. */
  public static String format(String layout, ZonedDateTime time) {
    StringBuilder text = new StringBuilder();
    for (Piece piece : pieces(layout)) {
      text.append(piece.element() ? part(piece.text(), time) : piece.text());
    }
    return text.toString();
  }

  private record Piece(String text, boolean element) {}

  private static List<Piece> pieces(String layout) {
    List<Piece> pieces = new ArrayList<>();
    int at = 0;
    while (at < layout.length()) {
      String element = elementAt(layout, at);
      String piece = element.isEmpty() ? layout.substring(at, at + 1) : element;
      pieces.add(new Piece(piece, !element.isEmpty()));
      at += piece.length();
    }
    return pieces;
  }

  private static String elementAt(String layout, int at) {
    char c = layout.charAt(at);
    if ((c == '.' || c == ',') && at + 1 < layout.length()) {
      return fraction(layout, at);
    }
    if (layout.startsWith("_2006", at)) {
      return ""; // an underscore before the year
    }
    for (String element : ELEMENTS) {
      if (layout.startsWith(element, at)) {
        boolean word = element.equals("Jan") || element.equals("Mon");
        int end = at + element.length();
        if (!word || end >= layout.length() || !Character.isLowerCase(layout.charAt(end))) {
          return element;
        }
      }
    }
    return "";
  }

  /** A fraction is a run of zeros or nines after the seconds, not followed by another digit. */
  private static String fraction(String layout, int at) {
    char digit = layout.charAt(at + 1);
    int end = at + 1;
    while ((digit == '0' || digit == '9') && end < layout.length() && layout.charAt(end) == digit) {
      end++;
    }
    boolean run = end > at + 1 && end - at <= 10;
    boolean alone = end >= layout.length() || !Character.isDigit(layout.charAt(end));
    return run && alone ? layout.substring(at, end) : "";
  }

  private static String part(String element, ZonedDateTime time) {
    int hour12 = time.getHour() % 12 == 0 ? 12 : time.getHour() % 12;
    return switch (element) {
      case "January" -> time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      case "Jan" -> time.getMonth().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
      case "Monday" -> time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      case "Mon" -> time.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
      case "MST" -> zone(time);
      case "2006" -> padded(time.getYear(), 4, '0');
      case "06" -> padded(Math.floorMod(time.getYear(), 100), 2, '0');
      case "01" -> padded(time.getMonthValue(), 2, '0');
      case "1" -> String.valueOf(time.getMonthValue());
      case "002" -> padded(time.getDayOfYear(), 3, '0');
      case "__2" -> padded(time.getDayOfYear(), 3, ' ');
      case "02" -> padded(time.getDayOfMonth(), 2, '0');
      case "_2" -> padded(time.getDayOfMonth(), 2, ' ');
      case "2" -> String.valueOf(time.getDayOfMonth());
      case "15" -> padded(time.getHour(), 2, '0');
      case "03" -> padded(hour12, 2, '0');
      case "3" -> String.valueOf(hour12);
      case "04" -> padded(time.getMinute(), 2, '0');
      case "4" -> String.valueOf(time.getMinute());
      case "05" -> padded(time.getSecond(), 2, '0');
      case "5" -> String.valueOf(time.getSecond());
      case "PM" -> time.getHour() < 12 ? "AM" : "PM";
      case "pm" -> time.getHour() < 12 ? "am" : "pm";
      default ->
          element.charAt(0) == '.' || element.charAt(0) == ','
              ? nanos(element, time)
              : offset(element, time);
    };
  }

  private static String padded(int number, int width, char with) {
    String digits = String.valueOf(number);
    return String.valueOf(with).repeat(Math.max(0, width - digits.length())) + digits;
  }

  private static String zone(ZonedDateTime time) {
    if (time.getZone().normalized().equals(ZoneOffset.UTC)) {
      return "UTC";
    }
    String name = DateTimeFormatter.ofPattern("zzz", Locale.ENGLISH).format(time);
    if (time.getZone() instanceof ZoneOffset || !name.chars().allMatch(Character::isLetter)) {
      String offset = offset("-0700", time);
      return offset.endsWith("00") ? offset.substring(0, 3) : offset;
    }
    return name;
  }

  private static String nanos(String element, ZonedDateTime time) {
    String digits = padded(time.getNano(), 9, '0').substring(0, element.length() - 1);
    if (element.charAt(1) == '9') {
      digits = digits.replaceFirst("0+$", "");
      return digits.isEmpty() ? "" : element.charAt(0) + digits;
    }
    return element.charAt(0) + digits;
  }

  private static String offset(String element, ZonedDateTime time) {
    int seconds = time.getOffset().getTotalSeconds();
    if (element.startsWith("Z") && seconds == 0) {
      return "Z";
    }
    int magnitude = Math.abs(seconds);
    String digits = element.substring(1);
    String colon = digits.contains(":") ? ":" : "";
    StringBuilder text = new StringBuilder(seconds < 0 ? "-" : "+");
    text.append(padded(magnitude / 3600, 2, '0'));
    int pairs = digits.replace(":", "").length() / 2;
    if (pairs > 1) {
      text.append(colon).append(padded(magnitude / 60 % 60, 2, '0'));
    }
    if (pairs > 2) {
      text.append(colon).append(padded(magnitude % 60, 2, '0'));
    }
    return text.toString();
  }

  // ---- reading

  /**
   * Returns the time that a text says by a layout, in UTC unless it says its offset.
   *
   * @throws IllegalArgumentException if the text does not have the layout
   */
  public static ZonedDateTime parse(String layout, String text) {
    Reading reading = new Reading(layout, text);
    pieces(layout).forEach(reading::read);
    return reading.time();
  }

  private static final class Reading {
    private final String layout;
    private final String text;
    private int at;
    private int year; // where a layout leaves it out it is 0, as in Go
    private int month = 1;
    private int day = 1;
    private int hour;
    private int minute;
    private int second;
    private int nano;
    private boolean afternoon;
    private boolean half;
    private ZoneId zone = ZoneOffset.UTC;

    Reading(String layout, String text) {
      this.layout = layout;
      this.text = text;
    }

    void read(Piece piece) {
      String element = piece.text();
      if (!piece.element()) {
        if (!text.startsWith(element, at)) {
          throw mismatch();
        }
        at += element.length();
        return;
      }
      switch (element) {
        case "January", "Jan" -> month = 1 + name(months(element.equals("January")));
        case "Monday", "Mon" -> name(weekdays(element.equals("Monday")));
        case "MST" -> word();
        case "2006" -> year = digits(4, 4);
        case "06" -> {
          int two = digits(2, 2);
          year = two >= 69 ? 1900 + two : 2000 + two;
        }
        case "01" -> month = digits(2, 2);
        case "1" -> month = digits(1, 2);
        case "02" -> day = digits(2, 2);
        case "2", "_2" -> {
          at += text.startsWith(" ", at) && element.equals("_2") ? 1 : 0;
          day = digits(1, 2);
        }
        case "15" -> hour = digits(1, 2);
        case "03", "3" -> hour = digits(1, 2);
        case "04", "4" -> minute = digits(element.length(), 2);
        case "05", "5" -> {
          second = digits(element.length(), 2);
          optionalFraction();
        }
        case "PM", "pm" -> {
          half = true;
          afternoon = name(List.of("am", "pm")) == 1;
        }
        default -> {
          if (element.charAt(0) == '.' || element.charAt(0) == ',') {
            optionalFraction();
          } else {
            zone = offset(element);
          }
        }
      }
    }

    private ZoneId offset(String element) {
      if (element.startsWith("Z") && text.startsWith("Z", at)) {
        at++;
        return ZoneOffset.UTC;
      }
      int end = Math.min(text.length(), at + element.length());
      String given = text.substring(at, end);
      at = end;
      try {
        return ZoneOffset.of(given);
      } catch (DateTimeException e) {
        throw mismatch();
      }
    }

    private void word() {
      int from = at;
      while (at < text.length() && Character.isUpperCase(text.charAt(at))) {
        at++;
      }
      if (at - from < 3) {
        throw mismatch();
      }
    }

    private void optionalFraction() {
      if (at + 1 < text.length()
          && text.charAt(at) == '.'
          && Character.isDigit(text.charAt(at + 1))) {
        int from = ++at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
          at++;
        }
        nano = Integer.parseInt((text.substring(from, at) + "000000000").substring(0, 9));
      }
    }

    private int digits(int least, int most) {
      int from = at;
      while (at < text.length()
          && at - from < most
          && text.charAt(at) >= '0'
          && text.charAt(at) <= '9') {
        at++;
      }
      if (at - from < least) {
        throw mismatch();
      }
      return Integer.parseInt(text.substring(from, at));
    }

    private int name(List<String> names) {
      for (int i = 0; i < names.size(); i++) {
        if (text.regionMatches(true, at, names.get(i), 0, names.get(i).length())) {
          at += names.get(i).length();
          return i;
        }
      }
      throw mismatch();
    }

    private static List<String> months(boolean full) {
      TextStyle style = full ? TextStyle.FULL : TextStyle.SHORT;
      return Arrays.stream(Month.values())
          .map(month -> month.getDisplayName(style, Locale.ENGLISH))
          .toList();
    }

    private static List<String> weekdays(boolean full) {
      TextStyle style = full ? TextStyle.FULL : TextStyle.SHORT;
      return Arrays.stream(DayOfWeek.values())
          .map(day -> day.getDisplayName(style, Locale.ENGLISH))
          .toList();
    }

    ZonedDateTime time() {
      if (at != text.length()) {
        throw mismatch();
      }
      int hours = half ? hour % 12 + (afternoon ? 12 : 0) : hour;
      try {
        return LocalDateTime.of(year, month, day, hours, minute, second, nano).atZone(zone);
      } catch (DateTimeException e) {
        throw new IllegalArgumentException("parsing time \"" + text + "\": " + e.getMessage(), e);
      }
    }

    private IllegalArgumentException mismatch() {
      return new IllegalArgumentException(
          "parsing time \""
              + text
              + "\" as \""
              + layout
              + "\": cannot parse \""
              + text.substring(Math.min(at, text.length()))
              + "\"");
    }
  }
}
