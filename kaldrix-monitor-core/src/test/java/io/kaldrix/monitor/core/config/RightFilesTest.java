package io.kaldrix.monitor.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaldrix.monitor.api.alert.Severity;
import io.kaldrix.monitor.api.plugin.Settings;
import io.kaldrix.monitor.api.plugin.SettingsException;
import io.kaldrix.monitor.api.remediation.RemediationPolicy;
import io.kaldrix.monitor.api.rule.AlertRule;
import io.kaldrix.monitor.api.rule.RecordingRule;
import io.kaldrix.monitor.api.rule.RuleGroup;
import io.kaldrix.monitor.core.query.QueryDialect;
import io.kaldrix.monitor.core.series.SeriesLimits;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One configuration that says everything, in both formats. */
class RightFilesTest {

  private static final Map<String, String> ENVIRONMENT = Map.of("MAX_METERS", "1234");

  @ParameterizedTest
  @ValueSource(strings = {"full.yml", "full.json"})
  void saysWhoseSeriesTheyAre(String file) {
    assertThat(read(file).process().allLabels().asMap())
        .isEqualTo(
            Map.of(
                "instance",
                "node-1",
                "region",
                "eu-central",
                "job",
                "dag-node",
                "team",
                "ledger",
                "stage",
                "10"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"full.yml", "full.json"})
  void saysHowMuchIsCollectedKeptAndQueried(String file) {
    MonitorSettings settings = read(file);
    assertThat(settings.collect()).isEqualTo(new CollectSettings(Duration.ofSeconds(1), 1234));
    assertThat(settings.series().limits())
        .isEqualTo(new SeriesLimits(Duration.ofHours(6), 64 << 20, 500));
    assertThat(settings.query().limits().lookback()).isEqualTo(Duration.ofMinutes(1));
    assertThat(settings.query().limits().maxSamples()).isEqualTo(1_000_000);
    assertThat(settings.query().dialect())
        .isEqualTo(QueryDialect.PROMETHEUS_2.withExperimental().withStartTimestamps());
  }

  @ParameterizedTest
  @ValueSource(strings = {"full.yml", "full.json"})
  void saysWhichProvidersAndWhatTheyAreTold(String file) {
    MonitorSettings settings = read(file);
    assertThat(settings.audit().type()).isEqualTo("memory");
    assertThat(settings.state().among(Map.of("memory", 1, "file", 2))).isEqualTo(2);
    assertThat(settings.state().settings().path("directory")).contains(Path.of("/var/lib/monitor"));
    assertThatThrownBy(() -> settings.state().among(Map.of("memory", 1, "files", 2)))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(file)
        .hasMessageEndingWith(
            "state.type is 'file', must be one of files, memory, did you mean 'files'?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"full.yml", "full.json"})
  void saysRules(String file) {
    AlertRule peersLost =
        AlertRule.when("peers:min < 3")
            .holdFor(Duration.ofMinutes(5))
            .severity(Severity.HIGH)
            .label("team", "ledger")
            .summary("{{ $labels.instance }} has {{ $value }} peers, see ${PEERS}")
            .named("PeersLost");
    AlertRule slow =
        AlertRule.when("max(latency_seconds)\n  > 1\n").severity(Severity.MEDIUM).named("Slow");
    assertThat(read(file).ruleGroups())
        .containsExactly(
            new RuleGroup(
                "node",
                Optional.of(Duration.ofSeconds(30)),
                List.of(
                    new RecordingRule("peers:min", "min(peers)", Map.of("source", "rules")),
                    peersLost)),
            RuleGroup.of("latency", slow));
  }

  @ParameterizedTest
  @ValueSource(strings = {"full.yml", "full.json"})
  void saysHealthChecksOverThoseThatAreAlwaysOn(String file) {
    HealthSettings health = read(file).health();
    assertThat(health.interval()).isEqualTo(Duration.ofSeconds(20));
    assertThat(health.checks().stream().map(HealthCheckSettings::name))
        .containsExactly("deadlock", "disk-space", "heap", "gateway");
    assertThat(health.checks().stream().filter(check -> !check.enabled()))
        .extracting(HealthCheckSettings::name)
        .containsExactly("heap");
    HealthCheckSettings disk = health.checks().get(1);
    assertThat(disk.provider().type()).isEqualTo("disk-space");
    assertThat(disk.interval()).isEqualTo(Duration.ofMinutes(5));
    assertThat(disk.deadline()).isEqualTo(Duration.ofSeconds(2));
    assertThat(disk.groups()).isEmpty();
    HealthCheckSettings gateway = health.checks().get(3);
    assertThat(gateway.deadline()).isEqualTo(Duration.ofSeconds(3));
    assertThat(gateway.groups()).contains(Set.of("readiness", "edge"));
    assertThat(gateway.provider().settings().uri("url", "http"))
        .hasToString("http://localhost:8080/ready");
  }

  @ParameterizedTest
  @ValueSource(strings = {"full.yml", "full.json"})
  void saysRemediationsWhichAreCarefulUnlessTold(String file) {
    List<RemediationSettings> remediations = read(file).remediations();
    assertThat(remediations.get(0).on()).isEqualTo("PeersLost");
    assertThat(remediations.get(0).action()).isEqualTo("restart-peer");
    assertThat(remediations.get(0).policy())
        .isEqualTo(new RemediationPolicy(false, Duration.ofMinutes(10), 1));
    assertThat(remediations.get(0).settings().string("peer")).isEqualTo("first");
    assertThat(remediations.get(0).among(Map.of("restart-peer", 7))).isEqualTo(7);
    assertThatThrownBy(() -> remediations.get(0).among(Map.of("restart-peers", 7)))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith(file)
        .hasMessageEndingWith(
            "remediation[0].action is 'restart-peer', must be one of restart-peers, did you mean"
                + " 'restart-peers'?");
    assertThat(remediations.get(1).policy()).isEqualTo(RemediationPolicy.CAREFUL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"full.yml", "full.json"})
  void saysWhichPluginsAreUsedAndHow(String file) {
    PluginSettings plugins = read(file).plugins();
    assertThat(plugins.deadline()).isEqualTo(Duration.ofSeconds(3));
    assertThat(plugins.enabled("ewma")).isFalse();
    assertThat(plugins.enabled("webhook")).isTrue();
    assertThat(plugins.enabled("unmentioned")).isTrue();
    assertThat(plugins.order("webhook", 1)).isEqualTo(5);
    assertThat(plugins.order("ewma", 1)).isEqualTo(1);
    assertThatThrownBy(() -> plugins.refuseUnknown(List.of("ewma", "web-hook")))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith(file)
        .hasMessageEndingWith(
            "plugins.webhook is unknown, found: ewma, web-hook, did you mean 'web-hook'?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"full.yml", "full.json"})
  void leavesNothingUnknownOnceProvidersHaveRead(String file) {
    Settings settings = load(file);
    MonitorSettings read = read(settings);
    read.state().settings().path("directory");
    read.health().checks().forEach(check -> check.provider().settings().has("path"));
    read.health().checks().forEach(check -> check.provider().settings().has("url"));
    read.remediations().get(0).settings().has("peer");
    assertThatThrownBy(settings::refuseUnknown)
        .hasMessageEndingWith("anomaly.detectors is unknown, nothing is allowed here");
    read.engine("anomaly").sections("detectors");
    settings.refuseUnknown();
  }

  private static MonitorSettings read(String file) {
    return read(load(file));
  }

  private static MonitorSettings read(Settings settings) {
    return MonitorSettings.read(
        settings, List.of("anomaly", "alerting", "compliance"), ExpressionCheck.NONE);
  }

  private static Settings load(String file) {
    try {
      Path path =
          Path.of(
              Objects.requireNonNull(RightFilesTest.class.getResource("right/" + file)).toURI());
      return ConfigurationFile.load(path, name -> Optional.ofNullable(ENVIRONMENT.get(name)));
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }
}
