package io.kaldrix.monitor.example.dagnode.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.kaldrix.monitor.api.rule.Rule;
import io.kaldrix.monitor.core.KaldrixMonitor;
import io.kaldrix.monitor.example.dagnode.fault.Fault;
import io.kaldrix.monitor.example.dagnode.fault.Faults;
import io.kaldrix.monitor.example.dagnode.node.LedgerNetwork;
import io.kaldrix.monitor.example.dagnode.node.NetworkSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScenarioTest {

  private LedgerNetwork network;
  private Faults faults;

  @BeforeEach
  void start(@TempDir Path directory) throws IOException {
    network = LedgerNetwork.start(NetworkSettings.in(directory), new SimpleMeterRegistry());
    faults = new Faults(network);
  }

  @AfterEach
  void close() {
    network.close();
  }

  @ParameterizedTest(name = "{0} s")
  @ValueSource(ints = {85, 86, 300, 3600})
  void hasFourFaultsOneAfterTheOtherWithQuietAround(int seconds) {
    Scenario scenario = Scenario.over(Duration.ofSeconds(seconds), faults);
    assertThat(scenario.acts())
        .extracting(act -> act.fault().name())
        .containsExactly("stopped-node", "stalled-peer", "forged-signatures", "slow-disk");
    Duration quietSince = Duration.ZERO;
    for (Act act : scenario.acts()) {
      assertThat(act.from().minus(quietSince)).isGreaterThanOrEqualTo(Duration.ofSeconds(6));
      quietSince = act.until();
    }
    assertThat(scenario.length().minus(quietSince)).isGreaterThanOrEqualTo(Duration.ofSeconds(8));
  }

  @Test
  void aLongerOneHasMoreQuietAndTheSameFaults() {
    List<Act> shortest = Scenario.over(Scenario.SHORTEST, faults).acts();
    List<Act> longer = Scenario.over(Duration.ofMinutes(10), faults).acts();
    for (int i = 0; i < shortest.size(); i++) {
      Act act = longer.get(i);
      assertThat(act.until().minus(act.from()))
          .isEqualTo(shortest.get(i).until().minus(shortest.get(i).from()));
      assertThat(act.mustFire()).isEqualTo(shortest.get(i).mustFire());
      assertThat(act.from()).isGreaterThan(shortest.get(i).from());
    }
  }

  @Test
  void refusesToBeTooShort() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Scenario.over(Duration.ofSeconds(84), faults))
        .withMessage("duration is 84s, must be 85s or more");
  }

  @Test
  void namesRulesThatTheConfigurationHas() {
    Set<String> rules;
    try (KaldrixMonitor monitor =
        KaldrixMonitor.builder()
            .meterRegistry(new SimpleMeterRegistry())
            .configuration(Path.of("kaldrix.yml"))
            .variable("WEBHOOK_URL", "http://localhost:9/alerts")
            .manualTicks()
            .start()) {
      rules =
          monitor.rules().groups().stream()
              .flatMap(group -> group.rules().stream())
              .map(Rule::name)
              .collect(Collectors.toSet());
    }
    for (Act act : Scenario.over(Scenario.SHORTEST, faults).acts()) {
      assertThat(rules).containsAll(act.mustFire()).containsAll(act.mayFire());
    }
  }

  @Test
  void anActMustLast() {
    Fault fault = faults.stopNode("node-1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> act(fault, 5, 5))
        .withMessage("act 'stopped-node' runs from PT5S until PT5S");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> act(fault, -1, 5))
        .withMessage("act 'stopped-node' runs from PT-1S until PT5S");
  }

  private static Act act(Fault fault, int from, int until) {
    return new Act(fault, Duration.ofSeconds(from), Duration.ofSeconds(until), Set.of(), Set.of());
  }

  @Test
  void theClockInjectsAndClearsEachFaultOnceWhenItIsDue() {
    List<String> told = new ArrayList<>();
    Scenario scenario =
        new Scenario(
            Scenario.SHORTEST,
            List.of(
                act(faults.stopNode("node-2"), 40, 50), act(faults.stopNode("node-1"), 10, 20)));
    FaultClock clock =
        new FaultClock(
            scenario,
            act -> told.add("before " + act.from().toSeconds() + " " + running()),
            act -> told.add("after " + act.until().toSeconds() + " " + running()));
    clock.advanceTo(Duration.ofMillis(9_999));
    assertThat(told).isEmpty();
    clock.advanceTo(Duration.ofSeconds(10));
    assertThat(running()).containsExactly("node-2", "node-3", "node-4");
    clock.advanceTo(Duration.ofSeconds(10));
    clock.advanceTo(Duration.ofSeconds(19));
    assertThat(told).containsExactly("before 10 [node-1, node-2, node-3, node-4]");
    clock.advanceTo(Duration.ofSeconds(45)); // two at once, in their order
    assertThat(running()).containsExactly("node-1", "node-3", "node-4");
    clock.advanceTo(Duration.ofSeconds(500));
    clock.advanceTo(Duration.ofMinutes(10));
    assertThat(told)
        .containsExactly(
            "before 10 [node-1, node-2, node-3, node-4]",
            "after 20 [node-1, node-2, node-3, node-4]",
            "before 40 [node-1, node-2, node-3, node-4]",
            "after 50 [node-1, node-2, node-3, node-4]");
  }

  private List<String> running() {
    return network.nodes().stream().filter(node -> node.isRunning()).map(n -> n.name()).toList();
  }
}
