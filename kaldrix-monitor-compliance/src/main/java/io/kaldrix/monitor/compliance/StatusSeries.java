package io.kaldrix.monitor.compliance;

import io.kaldrix.monitor.api.alert.Severity;
import io.kaldrix.monitor.api.compliance.CheckDescription;
import io.kaldrix.monitor.api.compliance.Finding;
import io.kaldrix.monitor.api.label.Label;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.series.MetricMetadata;
import io.kaldrix.monitor.api.series.MetricType;
import io.kaldrix.monitor.api.series.SeriesAppender;
import io.kaldrix.monitor.api.series.SeriesHandle;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Writes what the checks found as series, so that a rule can alert on it. For one thread. */
final class StatusSeries {

  static final String STATUS = "kaldrix_compliance_check_status";

  private final SeriesAppender appender;
  private final Labels processLabels;
  private final Map<String, SeriesHandle> byCheck = new HashMap<>();

  StatusSeries(SeriesAppender appender, Labels processLabels) {
    this.appender = appender;
    this.processLabels = processLabels;
    appender.describe(
        STATUS,
        new MetricMetadata(
            MetricType.GAUGE,
            "",
            "What the check found last: 1 pass, 0 fail, NaN cannot tell or not applicable."));
  }

  void append(Instant tick, Finding finding) {
    byCheck
        .computeIfAbsent(finding.check().id(), id -> open(finding.check()))
        .append(tick.toEpochMilli(), valueOf(finding));
  }

  private SeriesHandle open(CheckDescription check) {
    return appender.open(
        processLabels.toBuilder()
            .set(Label.METRIC_NAME, STATUS)
            .set("check", check.id())
            .set(Severity.LABEL, check.severity().label())
            .build());
  }

  private static double valueOf(Finding finding) {
    return switch (finding.result().outcome()) {
      case PASS -> 1;
      case FAIL -> 0;
      case CANNOT_TELL, NOT_APPLICABLE -> Double.NaN;
    };
  }
}
