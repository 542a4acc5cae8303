package io.kaldrix.monitor.core.alarm.file;

import io.kaldrix.monitor.api.rule.AlarmMute;
import io.kaldrix.monitor.core.alarm.mute.MuteSchedule;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads mutes: the input of {@code PutAlarmMuteRule}. */
final class AlarmMuteReader {

  /** What {@link Duration} does not read. */
  private static final Pattern WEEKS = Pattern.compile("P(\\d{1,3})W");

  private AlarmMuteReader() {}

  static AlarmMute read(AlarmFields fields, String fallbackName) {
    String name =
        fallbackName.isEmpty()
            ? fields.requiredText("Name", "the mute's name")
            : fields.text("Name").orElse(fallbackName);
    AlarmFields schedule = fields.section("Rule").section("Schedule");
    AlarmMute mute =
        schedule.made(
            "alarm mute '" + name + "'",
            () -> {
              AlarmMute read =
                  new AlarmMute(
                      name,
                      fields.section("MuteTargets").texts("AlarmNames"),
                      schedule.requiredText(
                          "Expression", "cron(0 2 * * *) or at(2026-05-01T22:00)"),
                      duration(schedule),
                      schedule.zone("Timezone"),
                      instant(fields, "StartDate"),
                      instant(fields, "ExpireDate"));
              return MuteSchedule.of(read).mute();
            });
    fields.pairs("Tags", "Key", "Value");
    fields.ignore("Description", "AlarmMuteRuleArn", "Status", "LastUpdatedTimestamp", "MuteType");
    fields.settings().refuseUnknown();
    return mute;
  }

  private static Duration duration(AlarmFields schedule) {
    String allowed = "a duration such as PT4H, P2D or P2DT12H, from PT1M to P15D";
    String text = schedule.requiredText("Duration", allowed);
    try {
      Matcher weeks = WEEKS.matcher(text);
      return weeks.matches()
          ? Duration.ofDays(7L * Integer.parseInt(weeks.group(1)))
          : Duration.parse(text);
    } catch (DateTimeException | ArithmeticException e) {
      throw schedule.invalid("Duration", allowed);
    }
  }

  /** Returns an instant, if it is set. */
  static Optional<Instant> instant(AlarmFields fields, String name) {
    return fields.named(
        name,
        text -> {
          try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
          } catch (DateTimeException e) {
            return Optional.empty();
          }
        },
        "an instant such as 2026-05-01T22:00:00Z");
  }
}
