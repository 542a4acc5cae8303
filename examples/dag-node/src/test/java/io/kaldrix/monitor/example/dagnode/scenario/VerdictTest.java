package io.kaldrix.monitor.example.dagnode.scenario;

import static io.kaldrix.monitor.example.dagnode.scenario.Step.START;
import static io.kaldrix.monitor.example.dagnode.scenario.Step.fires;
import static io.kaldrix.monitor.example.dagnode.scenario.Step.pends;
import static io.kaldrix.monitor.example.dagnode.scenario.Step.resolves;
import static org.assertj.core.api.Assertions.assertThat;

import io.kaldrix.monitor.api.alert.AlertTransition;
import io.kaldrix.monitor.example.dagnode.fault.Faults;
import io.kaldrix.monitor.example.dagnode.node.LedgerNetwork;
import io.kaldrix.monitor.example.dagnode.node.NetworkSettings;
import io.kaldrix.monitor.example.dagnode.scenario.Verdict.Sighting;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A node stops from the 20th to the 30th second: {@code NodeDown} must fire, {@code Slow} may. */
class VerdictTest {

  private static LedgerNetwork network;
  private static Scenario scenario;

  @BeforeAll
  static void start(@TempDir Path directory) throws IOException {
    network = LedgerNetwork.start(NetworkSettings.in(directory), new SimpleMeterRegistry());
    Act act =
        new Act(
            new Faults(network).stopNode("node-1"),
            Duration.ofSeconds(20),
            Duration.ofSeconds(30),
            Set.of("NodeDown"),
            Set.of("Slow"));
    scenario = new Scenario(Scenario.SHORTEST, List.of(act));
  }

  @AfterAll
  static void close() {
    network.close();
  }

  private static Verdict verdict(AlertTransition... steps) {
    return Verdict.of(scenario, START, Arrays.asList(steps));
  }

  private static AlertTransition[] goodRunAnd(AlertTransition... more) {
    List<AlertTransition> steps =
        new ArrayList<>(
            List.of(pends("NodeDown", 21), fires("NodeDown", 23), resolves("NodeDown", 31.5)));
    steps.addAll(List.of(more));
    return steps.toArray(AlertTransition[]::new);
  }

  @Test
  void aRunIsGoodIfWhatHadToFireDidAndResolved() {
    Verdict verdict = verdict(goodRunAnd());
    assertThat(verdict.isGood()).isTrue();
    assertThat(verdict.complaints()).isEmpty();
    assertThat(verdict.lines())
        .containsExactly(
            new Sighting(
                "stopped-node",
                "NodeDown",
                Optional.of(Duration.ofSeconds(3)),
                Optional.of(Duration.ofMillis(1500))));
  }

  @Test
  void whatHadToFireAndDidNotIsMissed() {
    Verdict verdict = verdict();
    assertThat(verdict.isGood()).isFalse();
    assertThat(verdict.complaints()).containsExactly("NodeDown did not fire after stopped-node");
    assertThat(verdict.lines())
        .containsExactly(
            new Sighting("stopped-node", "NodeDown", Optional.empty(), Optional.empty()));
  }

  @Test
  void anAlertThatOnlyPendedHasNotFired() {
    assertThat(verdict(pends("NodeDown", 22)).complaints())
        .containsExactly("NodeDown did not fire after stopped-node");
  }

  @Test
  void anAlertBeforeTheFaultIsNotTheFaults() {
    assertThat(verdict(fires("NodeDown", 10), resolves("NodeDown", 12)).complaints())
        .containsExactly(
            "NodeDown did not fire after stopped-node",
            "NodeDown fired 10 s into the run, and nothing was wrong");
  }

  @Test
  void whatFiredAndNeverResolvedIsToldOnce() {
    Verdict verdict = verdict(fires("NodeDown", 23));
    assertThat(verdict.complaints())
        .containsExactly("NodeDown did not resolve after stopped-node was gone");
    assertThat(verdict.lines().get(0).resolvedAfter()).isEmpty();
  }

  @Test
  void whatFiresAgainMustResolveAgain() {
    assertThat(verdict(goodRunAnd(fires("NodeDown", 33))).complaints())
        .containsExactly("NodeDown still fires at the end");
    assertThat(verdict(goodRunAnd(fires("NodeDown", 33), resolves("NodeDown", 34))).complaints())
        .isEmpty();
  }

  @Test
  void aDetectorMayGetUsedToTheFaultBeforeItEnds() {
    Verdict verdict = verdict(fires("NodeDown", 23), resolves("NodeDown", 28));
    assertThat(verdict.isGood()).isTrue();
    assertThat(verdict.lines().get(0).resolvedAfter()).contains(Duration.ofSeconds(-2));
  }

  @Test
  void whatTheFaultMayCauseIsExplained() {
    assertThat(verdict(goodRunAnd(fires("Slow", 25), resolves("Slow", 36))).isGood()).isTrue();
  }

  @Test
  void whatTheFaultMayCauseMustBeOverAtTheEnd() {
    assertThat(verdict(goodRunAnd(fires("Slow", 25))).complaints())
        .containsExactly("Slow still fires at the end");
  }

  @Test
  void whatNoFaultCausesIsUnexplainedAtAnyTime() {
    assertThat(verdict(goodRunAnd(fires("Halted", 25), resolves("Halted", 26))).complaints())
        .containsExactly("Halted fired 25 s into the run, and nothing was wrong");
  }

  @ParameterizedTest
  @ValueSource(doubles = {19.1, 37.9})
  void aTickMayBearTheSecondBeforeAndConsequencesLastSomeSeconds(double second) {
    assertThat(verdict(goodRunAnd(fires("Slow", second), resolves("Slow", 40))).isGood()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(doubles = {18.9, 38.1})
  void outsideOfThatNothingIsExplained(double second) {
    assertThat(verdict(goodRunAnd(fires("Slow", second), resolves("Slow", 40))).complaints())
        .containsExactly("Slow fired " + (int) second + " s into the run, and nothing was wrong");
  }
}
