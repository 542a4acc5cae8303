package io.kaldrix.monitor.core.health;

import io.kaldrix.monitor.api.plugin.Settings;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The HTTP status codes that an answer may have.
 *
 * @param least from 100
 * @param most to 599, not below {@code least}
 */
record StatusRange(int least, int most) {

  private static final Pattern SHAPE = Pattern.compile("([1-5]\\d\\d)(?:-([1-5]\\d\\d))?");

  /** Reads {@code status}, such as {@code 204} or {@code 200-299}. */
  static StatusRange read(Settings settings) {
    Matcher shape = SHAPE.matcher(settings.string("status", "200-299"));
    if (shape.matches()) {
      int least = Integer.parseInt(shape.group(1));
      int most = shape.group(2) == null ? least : Integer.parseInt(shape.group(2));
      if (least <= most) {
        return new StatusRange(least, most);
      }
    }
    throw settings.invalid("status", "a status code such as 204, or a range such as 200-299");
  }

  boolean contains(int status) {
    return least <= status && status <= most;
  }

  @Override
  public String toString() {
    return least == most ? String.valueOf(least) : least + "-" + most;
  }
}
