package io.kaldrix.monitor.api.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.kaldrix.monitor.api.alert.Severity;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServiceLevelObjectiveTest {

  private static final ServiceLevelObjective WEB =
      ServiceLevelObjective.ofErrors("req{code=~\"5..\"}", "req")
          .objective(0.999)
          .label("team", "web")
          .named("web-availability");

  @Test
  void itsFactorsOverThirtyDaysAreThoseOfTheWorkbook() {
    assertThat(ServiceLevelObjective.WORKBOOK)
        .extracting(burn -> burn.factor(Duration.ofDays(30)))
        .containsExactly(14.4, 6.0, 3.0, 1.0);
    assertThat(ServiceLevelObjective.WORKBOOK.get(0).factor(Duration.ofDays(28))).isEqualTo(13.44);
  }

  @Test
  void itRecordsTheRatioOverEachWindowOnce() {
    assertThat(WEB.rules().get(0).rules())
        .extracting(Rule::name)
        .containsExactly(
            "slo:error_ratio:rate5m",
            "slo:error_ratio:rate30m",
            "slo:error_ratio:rate1h",
            "slo:error_ratio:rate2h",
            "slo:error_ratio:rate6h",
            "slo:error_ratio:rate1d",
            "slo:error_ratio:rate3d",
            "slo:objective:ratio",
            "slo:error_budget:burn_rate5m",
            "slo:error_budget:burn_rate30m",
            "slo:error_budget:burn_rate1h",
            "slo:error_budget:burn_rate2h",
            "slo:error_budget:burn_rate6h",
            "slo:error_budget:burn_rate1d",
            "slo:error_budget:burn_rate3d");
    RecordingRule first = (RecordingRule) WEB.rules().get(0).rules().get(0);
    assertThat(first.expression())
        .isEqualTo(
            "(sum(rate(req{code=~\"5..\"}[5m])) or 0 * sum(rate(req[5m]))) / sum(rate(req[5m]))");
    assertThat(first.labels())
        .containsEntry("slo", "web-availability")
        .containsEntry("team", "web");
  }

  @Test
  void itAlertsWhereALongAndAShortWindowAgree() {
    List<AlertRule> alerts =
        WEB.rules().get(1).rules().stream().map(AlertRule.class::cast).toList();
    assertThat(alerts)
        .extracting(AlertRule::severity)
        .containsExactly(Severity.CRITICAL, Severity.CRITICAL, Severity.MEDIUM, Severity.MEDIUM);
    assertThat(alerts.get(0).name()).isEqualTo("WebAvailabilityBudgetBurn");
    assertThat(alerts.get(0).expression())
        .isEqualTo(
            "slo:error_ratio:rate1h{slo=\"web-availability\"} > 14.4 * 0.001 and"
                + " slo:error_ratio:rate5m{slo=\"web-availability\"} > 14.4 * 0.001");
  }

  @Test
  void itRefusesWhatCannotBe() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ServiceLevelObjective.ofErrorRatio("x").named("a"))
        .withMessage("objective 'a': 'x' does not say where $window goes");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ServiceLevelObjective.ofErrors("e", "t").objective(99.9).named("a"))
        .withMessage("objective 'a': objective is 99.9, must be above 0 and below 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ServiceLevelObjective.ofErrors("e", "t").objective(0.9).named("a"))
        .withMessageContaining("could never fire");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ServiceLevelObjective.ofErrorRatio("x[$window]").by("job").named("a"))
        .withMessageContaining("must say itself by [job]");
  }
}
