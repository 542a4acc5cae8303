package io.kaldrix.monitor.core.alarm.file;

import io.kaldrix.monitor.api.rule.BandTraining;
import io.kaldrix.monitor.api.rule.BandTraining.TimeRange;
import io.kaldrix.monitor.api.rule.Statistic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads how bands are learned: the input of {@code PutAnomalyDetector}. */
final class BandTrainingReader {

  private BandTrainingReader() {}

  static BandTraining read(AlarmFields whole) {
    AlarmFields fields =
        whole.has("SingleMetricAnomalyDetector")
            ? whole.section("SingleMetricAnomalyDetector")
            : whole;
    AlarmFields configuration = whole.section("Configuration");
    List<TimeRange> excluded = new ArrayList<>();
    for (AlarmFields range : configuration.sections("ExcludedTimeRanges")) {
      excluded.add(range.made("ExcludedTimeRanges", () -> range(range)));
    }
    BandTraining training =
        fields.made(
            "anomaly detector",
            () ->
                new BandTraining(
                    fields.text("Namespace").orElse(""),
                    fields.requiredText("MetricName", "the metric's name"),
                    fields.pairs("Dimensions", "Name", "Value"),
                    Statistic.parse(fields.requiredText("Stat", Statistic.ALLOWED)),
                    excluded,
                    configuration.zone("MetricTimezone")));
    whole.ignore("StateValue", "MetricCharacteristics", "AccountId");
    fields.ignore("AccountId");
    whole.section("MetricCharacteristics").ignore("PeriodicSpikes");
    whole.settings().refuseUnknown();
    return training;
  }

  private static TimeRange range(AlarmFields fields) {
    return new TimeRange(instant(fields, "StartTime"), instant(fields, "EndTime"));
  }

  private static Instant instant(AlarmFields fields, String name) {
    return AlarmMuteReader.instant(fields, name)
        .orElseThrow(() -> fields.invalid(name, "an instant such as 2026-05-01T22:00:00Z"));
  }
}
