package io.kaldrix.monitor.core.alarm;

import static io.kaldrix.monitor.api.rule.MissingData.BREACHING;
import static io.kaldrix.monitor.api.rule.MissingData.IGNORE;
import static io.kaldrix.monitor.api.rule.MissingData.MISSING;
import static io.kaldrix.monitor.api.rule.MissingData.NOT_BREACHING;
import static org.assertj.core.api.Assertions.assertThat;

import io.kaldrix.monitor.api.rule.AlarmState;
import io.kaldrix.monitor.api.rule.MissingData;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What CloudWatch's guide says of missing datapoints: 0 is within, X breaches, - is missing. */
class AlarmDecisionTest {

  private static final String RETAIN = "retain";

  @ParameterizedTest(name = "{1} of {0}, {2}, missing is {3}: {4}")
  @MethodSource
  void stateOfAlarm(int n, int m, String points, MissingData missing, String expected) {
    for (AlarmState before : AlarmState.values()) {
      AlarmState after = expected.equals(RETAIN) ? before : AlarmState.valueOf(expected);
      assertThat(AlarmDecision.next(before, points(points), n, m, missing)).isEqualTo(after);
    }
  }

  static Stream<Arguments> stateOfAlarm() {
    List<Arguments> rows = new ArrayList<>();
    // points, then missing, ignore, breaching, notBreaching
    row(rows, 3, 3, "0 - X - X", "OK", "OK", "OK", "OK");
    row(rows, 3, 3, "0 - - - -", "OK", "OK", "OK", "OK");
    row(rows, 3, 3, "- - - - -", "INSUFFICIENT_DATA", RETAIN, "ALARM", "OK");
    row(rows, 3, 3, "0 X X - X", "ALARM", "ALARM", "ALARM", "ALARM");
    row(rows, 3, 3, "- - X - -", "ALARM", RETAIN, "ALARM", "OK");
    row(rows, 3, 2, "0 - X - X", "ALARM", "ALARM", "ALARM", "ALARM");
    row(rows, 3, 2, "0 0 X 0 X", "ALARM", "ALARM", "ALARM", "ALARM");
    row(rows, 3, 2, "0 - X - -", "OK", "OK", "ALARM", "OK");
    row(rows, 3, 2, "- - - - 0", "OK", "OK", "ALARM", "OK");
    row(rows, 3, 2, "- - - X -", "ALARM", RETAIN, "ALARM", "OK");
    // too early to alarm: the oldest breaching datapoint is younger than the third
    rows.add(Arguments.of(3, 3, "- - - - X", MISSING, RETAIN));
    rows.add(Arguments.of(3, 3, "- - - X -", MISSING, RETAIN));
    return rows.stream();
  }

  private static void row(List<Arguments> rows, int n, int m, String points, String... expected) {
    List<MissingData> treatments = List.of(MISSING, IGNORE, BREACHING, NOT_BREACHING);
    for (int i = 0; i < treatments.size(); i++) {
      rows.add(Arguments.of(n, m, points, treatments.get(i), expected[i]));
    }
  }

  private static List<Datapoint> points(String points) {
    return Stream.of(points.split(" "))
        .map(
            point ->
                switch (point) {
                  case "0" -> Datapoint.WITHIN;
                  case "X" -> Datapoint.BREACHING;
                  default -> Datapoint.MISSING;
                })
        .toList();
  }

  @Test
  void theRangeIsFiveForThreeAndNeverLessThanWhatCounts() {
    assertThat(AlarmDecision.range(3, 5.0 / 3)).isEqualTo(5);
    assertThat(AlarmDecision.range(1, 5.0 / 3)).isEqualTo(2);
    assertThat(AlarmDecision.range(6, 5.0 / 3)).isEqualTo(10);
    assertThat(AlarmDecision.range(7, 1)).isEqualTo(7);
  }

  @Test
  void withoutGapsOnlyHowManyOfTheNewestBreachCounts() {
    Random random = new Random(7);
    for (int run = 0; run < 5_000; run++) {
      int n = 1 + random.nextInt(6);
      int m = 1 + random.nextInt(n);
      List<Datapoint> points = new ArrayList<>();
      for (int i = 0; i < n + random.nextInt(4); i++) {
        points.add(random.nextBoolean() ? Datapoint.BREACHING : Datapoint.WITHIN);
      }
      long breaching =
          points.subList(points.size() - n, points.size()).stream()
              .filter(point -> point == Datapoint.BREACHING)
              .count();
      AlarmState expected = breaching >= m ? AlarmState.ALARM : AlarmState.OK;
      for (MissingData missing : MissingData.values()) {
        assertThat(AlarmDecision.next(AlarmState.OK, points, n, m, missing)).isEqualTo(expected);
      }
    }
  }

  @Test
  void takingGapsForBreachesNeverAlarmsLessThanTakingThemForNone() {
    Random random = new Random(8);
    Datapoint[] kinds = Datapoint.values();
    for (int run = 0; run < 5_000; run++) {
      int n = 1 + random.nextInt(6);
      int m = 1 + random.nextInt(n);
      List<Datapoint> points = new ArrayList<>();
      for (int i = 0; i < AlarmDecision.range(n, 5.0 / 3); i++) {
        points.add(kinds[random.nextInt(kinds.length)]);
      }
      AlarmState least = AlarmDecision.next(AlarmState.OK, points, n, m, NOT_BREACHING);
      AlarmState most = AlarmDecision.next(AlarmState.OK, points, n, m, BREACHING);
      if (least == AlarmState.ALARM) {
        assertThat(most).isEqualTo(AlarmState.ALARM);
        for (MissingData missing : MissingData.values()) {
          assertThat(AlarmDecision.next(AlarmState.OK, points, n, m, missing))
              .isEqualTo(AlarmState.ALARM);
        }
      }
    }
  }
}
