package io.kaldrix.monitor.api.rule;

/** What alarms may be called. */
final class AlarmNames {

  private static final int LONGEST = 255;

  private AlarmNames() {}

  static String checked(String name) {
    if (name.isBlank()
        || name.length() > LONGEST
        || name.chars().anyMatch(c -> c < 32 || c == 127)) {
      throw new IllegalArgumentException(
          "alarm name is '"
              + name
              + "', must be 1 to "
              + LONGEST
              + " characters, not blank and without ASCII control characters");
    }
    return name;
  }
}
