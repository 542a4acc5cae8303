package io.kaldrix.monitor.core.alarm.mute;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/** One field of a cron expression: which numbers it accepts. */
final class CronField {

  private final String text;
  private final BitSet accepted;

  private CronField(String text, BitSet accepted) {
    this.text = text;
    this.accepted = accepted;
  }

  /**
   * Reads a field: a star, numbers or names, ranges {@code 1-5}, each with a step {@code 8-18/2} or
   * without, joined by commas.
   *
   * @param names what may stand for numbers from {@code least} on
   */
  static CronField parse(String what, String text, int least, int most, List<String> names) {
    BitSet accepted = new BitSet(most + 1);
    for (String part : text.split(",", -1)) {
      String[] stepped = part.split("/", -1);
      String[] ends = stepped[0].split("-", -1);
      boolean all = stepped[0].equals("*") || stepped[0].equals("?");
      int from = all ? least : number(ends[0], least, names);
      int to =
          all || (stepped.length > 1 && ends.length == 1)
              ? most
              : number(ends[ends.length - 1], least, names);
      int step = stepped.length > 1 ? number(stepped[1], least, List.of()) : 1;
      if (ends.length > 2
          || stepped.length > 2
          || from < least
          || to > most
          || from > to
          || step < 1) {
        throw new IllegalArgumentException(
            what
                + " is '"
                + text
                + "', must be *, numbers from "
                + least
                + " to "
                + most
                + (names.isEmpty()
                    ? ""
                    : " or " + names.get(0) + " to " + names.get(names.size() - 1))
                + ", ranges such as "
                + least
                + "-"
                + most
                + ", or steps such as */2, joined by commas");
      }
      for (int number = from; number <= to; number += step) {
        accepted.set(number);
      }
    }
    return new CronField(text, accepted);
  }

  private static int number(String text, int least, List<String> names) {
    int named = names.indexOf(text.toUpperCase(Locale.ROOT));
    if (named >= 0) {
      return named + least;
    }
    return text.matches("\\d{1,4}") ? Integer.parseInt(text) : -1;
  }

  boolean accepts(int number) {
    return accepted.get(number);
  }

  /** Returns the greatest accepted number up to {@code number}, -1 if there is none. */
  int atMost(int number) {
    return accepted.previousSetBit(number);
  }

  boolean isAny() {
    return text.equals("*") || text.equals("?");
  }
}
