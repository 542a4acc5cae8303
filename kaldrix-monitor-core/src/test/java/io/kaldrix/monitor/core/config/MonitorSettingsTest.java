package io.kaldrix.monitor.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaldrix.monitor.api.alert.Severity;
import io.kaldrix.monitor.api.plugin.Settings;
import io.kaldrix.monitor.api.plugin.SettingsException;
import io.kaldrix.monitor.api.rule.AlertRule;
import io.kaldrix.monitor.api.rule.RuleGroup;
import io.kaldrix.monitor.core.query.QueryLimits;
import io.kaldrix.monitor.core.series.SeriesLimits;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MonitorSettingsTest {

  @Test
  void nothingSaidIsTheDefaults() {
    MonitorSettings read = MonitorSettings.read(Settings.none(), List.of(), ExpressionCheck.NONE);
    MonitorSettings defaults = MonitorSettings.defaults();
    assertThat(read.process()).isEqualTo(defaults.process());
    assertThat(read.collect()).isEqualTo(defaults.collect());
    assertThat(read.series()).isEqualTo(defaults.series());
    assertThat(read.query()).isEqualTo(defaults.query());
    assertThat(read.plugins()).isEqualTo(defaults.plugins());
    assertThat(read.state().type()).isEqualTo("memory").isEqualTo(defaults.state().type());
    assertThat(read.audit().type()).isEqualTo("memory").isEqualTo(defaults.audit().type());
    assertThat(read.ruleGroups()).isEmpty();
    assertThat(read.remediations()).isEmpty();
    assertThat(read.health().checks())
        .extracting(HealthCheckSettings::name)
        .containsExactly("deadlock", "disk-space", "heap");
  }

  @Test
  void codeSaysWhatAFileSays() {
    MonitorSettings settings =
        MonitorSettings.defaults().toBuilder()
            .process(ProcessSettings.DEFAULTS.withInstance("a").withJob("b").withLabel("c", "d"))
            .collect(CollectSettings.DEFAULTS.withInterval(Duration.ofMillis(20)).withMaxMeters(5))
            .series(
                SeriesSettings.DEFAULTS.withLimits(
                    new SeriesLimits(Duration.ofSeconds(9), 1 << 20, 5)))
            .query(
                QuerySettings.DEFAULTS.withLimits(
                    new QueryLimits(
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(1),
                        10,
                        250,
                        Duration.ofMinutes(2))))
            .state(ProviderChoice.of("file", Map.of("directory", "data")))
            .health(HealthSettings.DEFAULTS.withoutCheck("heap"))
            .remediations(List.of(RemediationSettings.of("PeersLost", "restart-peer")))
            .plugins(PluginSettings.DEFAULTS.without("ewma"))
            .build();
    assertThat(settings.process().allLabels().asMap())
        .isEqualTo(Map.of("instance", "a", "job", "b", "c", "d"));
    assertThat(settings.collect().interval()).isEqualTo(Duration.ofMillis(20));
    assertThat(settings.state().settings().string("directory")).isEqualTo("data");
    assertThat(settings.health().checks()).hasSize(2);
    assertThat(settings.plugins().enabled("ewma")).isFalse();
  }

  @Test
  void aProviderThatIsNotThereIsAnErrorAlsoIfNobodyNamedIt() {
    ProviderChoice choice = MonitorSettings.defaults().state();
    assertThatThrownBy(() -> choice.among(Map.of("file", 1)))
        .isInstanceOf(SettingsException.class)
        .hasMessage("builder: there is no provider 'memory', must be one of file");
  }

  @Test
  void soIsAnActionThatIsNotThere() {
    RemediationSettings remediation = RemediationSettings.of("PeersLost", "restart-pear");
    assertThat(remediation.among(Map.of("restart-pear", 1))).isEqualTo(1);
    assertThatThrownBy(() -> remediation.among(Map.of("restart-peer", 1)))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "builder: there is no action 'restart-pear', must be one of restart-peer, did you mean"
                + " 'restart-peer'?");
  }

  @Test
  void aCheckOfTheSameNameTakesThePlace() {
    HealthCheckSettings check =
        new HealthCheckSettings(
            "heap",
            ProviderChoice.of("tcp"),
            Optional.empty(),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            true);
    assertThat(HealthSettings.DEFAULTS.withCheck(check).checks()).hasSize(3).contains(check);
  }

  @ParameterizedTest
  @ValueSource(strings = {"p0", "P0", "critical", "page", "Fatal"})
  void severityHasManyNames(String name) {
    for (Map<String, ?> given :
        List.of(Map.of("severity", name), Map.of("labels", Map.of("severity", name)))) {
      AlertRule rule = (AlertRule) onlyRule(given);
      assertThat(rule.severity()).isEqualTo(Severity.CRITICAL);
      assertThat(rule.labels()).isEmpty();
    }
  }

  @Test
  void severityMayBeGivenTwiceIfItIsTheSame() {
    AlertRule rule =
        (AlertRule) onlyRule(Map.of("severity", "p1", "labels", Map.of("severity", "high")));
    assertThat(rule.severity()).isEqualTo(Severity.HIGH);
  }

  private static Object onlyRule(Map<String, ?> more) {
    Map<String, Object> rule = new HashMap<>(more);
    rule.put("alert", "A");
    rule.put("expr", "up");
    Map<String, ?> group = Map.of("name", "g", "rules", List.of(rule));
    Settings settings = Settings.of(Map.of("rules", Map.of("groups", List.of(group))));
    return MonitorSettings.read(settings, List.of(), ExpressionCheck.NONE)
        .ruleGroups()
        .get(0)
        .rules()
        .get(0);
  }

  @Test
  void anEngineHasItsSectionEvenIfNothingIsSaid() {
    MonitorSettings read =
        MonitorSettings.read(
            Settings.of(Map.of("anomaly", Map.of("a", 1))),
            List.of("anomaly", "alerting"),
            ExpressionCheck.NONE);
    assertThat(read.engine("anomaly").integer("a", 0, 0, 9)).isEqualTo(1);
    assertThat(read.engine("alerting").keys()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void codeIsCheckedToo(String message, Runnable wrong) {
    assertThatIllegalArgumentException().isThrownBy(wrong::run).withMessage(message);
  }

  static List<Arguments> codeIsCheckedToo() {
    return List.of(
        Arguments.of(
            "interval is PT0S, must be above zero",
            (Runnable) () -> CollectSettings.DEFAULTS.withInterval(Duration.ZERO)),
        Arguments.of(
            "maxMeters is 0, must be 1 or more",
            (Runnable) () -> CollectSettings.DEFAULTS.withMaxMeters(0)),
        Arguments.of(
            "label 'job' is given by its own setting",
            (Runnable) () -> ProcessSettings.DEFAULTS.withLabel("job", "a")),
        Arguments.of(
            "plugins: deadline is PT0S, must be above zero",
            (Runnable) () -> PluginSettings.DEFAULTS.withDeadline(Duration.ZERO)),
        Arguments.of(
            "remediation of 'a' by '' needs both names",
            (Runnable) () -> RemediationSettings.of("a", "")),
        Arguments.of(
            "two rule groups have one name",
            (Runnable)
                () ->
                    MonitorSettings.defaults().toBuilder()
                        .ruleGroups(List.of(RuleGroup.of("a"), RuleGroup.of("a")))
                        .build()));
  }
}
