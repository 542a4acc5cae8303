package io.kaldrix.monitor.core.alarm.mute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.kaldrix.monitor.api.rule.AlarmMute;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MuteScheduleTest {

  private static MuteSchedule schedule(String expression, String duration, String zone) {
    return schedule(expression, duration, zone, Optional.empty(), Optional.empty());
  }

  private static MuteSchedule schedule(
      String expression,
      String duration,
      String zone,
      Optional<Instant> from,
      Optional<Instant> until) {
    return MuteSchedule.of(
        new AlarmMute(
            "night",
            List.of("cpu"),
            expression,
            Duration.parse(duration),
            ZoneId.of(zone),
            from,
            until));
  }

  @ParameterizedTest(name = "{0} for {1} in {2}: {3} is {4}")
  @CsvSource(
      delimiter = ';',
      value = {
        "cron(0 2 * * *); PT4H; UTC; 2026-05-06T01:59:59Z; false",
        "cron(0 2 * * *); PT4H; UTC; 2026-05-06T02:00:00Z; true",
        "cron(0 2 * * *); PT4H; UTC; 2026-05-06T05:59:59Z; true",
        "cron(0 2 * * *); PT4H; UTC; 2026-05-06T06:00:00Z; false",
        "cron(0 22 * * *); PT4H; UTC; 2026-05-06T01:00:00Z; true",
        "cron(0 2 * * SUN); PT1H; UTC; 2026-05-10T02:30:00Z; true",
        "cron(0 2 * * 7); PT1H; UTC; 2026-05-10T02:30:00Z; true",
        "cron(0 2 * * SUN); PT1H; UTC; 2026-05-11T02:30:00Z; false",
        "cron(0 18 * * FRI); P2DT12H; UTC; 2026-05-11T05:59:00Z; true",
        "cron(0 18 * * FRI); P2DT12H; UTC; 2026-05-11T06:00:00Z; false",
        "cron(0 1 1 * *); PT6H; UTC; 2026-05-01T06:00:00Z; true",
        "cron(0 1 1 * *); PT6H; UTC; 2026-05-02T06:00:00Z; false",
        "cron(0 1 1 JAN,jul *); PT6H; UTC; 2026-05-01T02:00:00Z; false",
        "cron(*/15 8-18/2 * * MON-FRI); PT5M; UTC; 2026-05-06T10:34:00Z; true",
        "cron(*/15 8-18/2 * * MON-FRI); PT5M; UTC; 2026-05-06T11:34:00Z; false",
        "cron(*/15 8-18/2 * * MON-FRI); PT5M; UTC; 2026-05-06T10:36:00Z; false",
        "cron(0 0 13 * FRI); PT24H; UTC; 2026-05-13T12:00:00Z; true",
        "cron(0 0 13 * FRI); PT24H; UTC; 2026-05-15T12:00:00Z; true",
        "cron(0 0 13 * FRI); PT24H; UTC; 2026-05-14T12:00:00Z; false",
        "cron(0 2 * * *); PT1H; America/New_York; 2026-05-06T06:30:00Z; true",
        "cron(30 2 * * *); PT1H; Europe/Berlin; 2026-03-29T01:45:00Z; true",
        "cron(30 2 * * *); PT24H; Europe/Berlin; 2026-03-29T01:10:00Z; true",
        "at(2026-05-01T22:00); PT1H; UTC; 2026-05-01T22:30:00Z; true",
        "at(2026-05-01T22:00); PT1H; UTC; 2026-05-02T22:30:00Z; false",
        "at(2026-05-01T22:00:30); PT1H; +02:00; 2026-05-01T20:00:30Z; true",
      })
  void holdsFromItsBeginningForItsDuration(
      String expression, String duration, String zone, String now, boolean holds) {
    assertThat(schedule(expression, duration, zone).holds(Instant.parse(now))).isEqualTo(holds);
  }

  @Test
  void beginsNeitherBeforeNorAfterItsDates() {
    MuteSchedule mute =
        schedule(
            "cron(0 2 * * *)",
            "PT48H",
            "UTC",
            Optional.of(Instant.parse("2026-05-03T00:00:00Z")),
            Optional.of(Instant.parse("2026-05-05T00:00:00Z")));
    assertThat(mute.holds(Instant.parse("2026-05-02T12:00:00Z"))).isFalse();
    assertThat(mute.holds(Instant.parse("2026-05-03T02:00:00Z"))).isTrue();
    assertThat(mute.holds(Instant.parse("2026-05-06T01:00:00Z"))).as("began on the 4th").isTrue();
    assertThat(mute.holds(Instant.parse("2026-05-06T02:00:00Z"))).isFalse();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      value = {
        "daily; must be cron(0 2 * * *) or at(2026-05-01T22:00)",
        "cron(0 2 * *); cron has 4 fields, must have five",
        "cron(); cron has 0 fields",
        "cron(60 2 * * *); cron's minute is '60', must be *, numbers from 0 to 59",
        "cron(0 24 * * *); cron's hour is '24'",
        "cron(0 2 0 * *); cron's day of month is '0'",
        "cron(0 2 * 13 *); cron's month is '13', must be *, numbers from 1 to 12 or JAN to DEC",
        "cron(0 2 * * 8); cron's day of week is '8'",
        "cron(0 2 * * FRI-MON); cron's day of week is 'FRI-MON'",
        "cron(*/0 2 * * *); cron's minute is '*/0'",
        "cron(1-2-3 2 * * *); cron's minute is '1-2-3'",
        "cron(1, 2 * * *); cron's minute is '1,'",
        "at(tomorrow); at() must hold a time such as 2026-05-01T22:00",
        "cron(0 2 * * *; must be cron(",
      })
  void aWrongExpressionIsRefused(String expression, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> schedule(expression, "PT1H", "UTC"))
        .withMessageStartingWith("alarm mute 'night': Expression is '" + expression + "'")
        .withMessageContaining(message);
  }

  /** Looked at minute by minute: a mute holds if one of the minutes before it is named. */
  @Test
  void saysTheSameAsLookingAtEveryMinute() {
    Random random = new Random(9);
    for (int run = 0; run < 60; run++) {
      int minute = random.nextInt(60);
      int hour = random.nextInt(24);
      int day = random.nextInt(7);
      String weekday = random.nextBoolean() ? "*" : Integer.toString(day);
      int minutes = 1 + random.nextInt(3_000);
      MuteSchedule mute =
          schedule(
              "cron(" + minute + " " + hour + " * * " + weekday + ")", "PT" + minutes + "M", "UTC");
      Instant start = Instant.parse("2026-02-26T00:00:00Z");
      long began = Long.MIN_VALUE / 2;
      for (int i = 0; i < 10 * 1440; i++) {
        Instant now = start.plusSeconds(i * 60L);
        var at = now.atZone(ZoneId.of("UTC"));
        boolean named =
            at.getMinute() == minute
                && at.getHour() == hour
                && (weekday.equals("*") || at.getDayOfWeek().getValue() % 7 == day);
        began = named ? i : began;
        if (i > 8 * 1440 || (weekday.equals("*") && i > 3 * 1440)) {
          assertThat(mute.holds(now))
              .as("%s at %s", mute.mute(), now)
              .isEqualTo(i - began < minutes);
        }
      }
    }
  }
}
