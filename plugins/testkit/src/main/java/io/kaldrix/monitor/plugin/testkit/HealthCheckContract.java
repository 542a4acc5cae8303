package io.kaldrix.monitor.plugin.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kaldrix.monitor.api.health.HealthCheck;
import io.kaldrix.monitor.api.health.HealthCheckProvider;
import io.kaldrix.monitor.api.health.HealthResult;
import io.kaldrix.monitor.api.health.HealthStatus;
import io.kaldrix.monitor.api.plugin.Settings;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every health check promises. Implement it in a test class. */
public interface HealthCheckContract extends PluginContract<HealthCheckProvider> {

  /** Returns a check of something that works. */
  HealthCheck healthy() throws Exception;

  /** Returns a check of something that does not work. */
  HealthCheck unhealthy() throws Exception;

  /** Returns a check of something that never answers, if this kind waits for answers. */
  default Optional<HealthCheck> hanging() throws Exception {
    return Optional.empty();
  }

  /** Returns whether what is checked lies inside this process, so that a restart may mend it. */
  default boolean isInsideProcess() {
    return false;
  }

  /** Returns what the details may never show. */
  default Set<String> secrets() {
    return Set.of();
  }

  /** Returns how long the kit waits before it calls something hung. */
  default Duration patience() {
    return Duration.ofSeconds(5);
  }

  @Override
  default HealthCheck create(Settings settings) {
    return provider().create(settings);
  }

  @Test
  default void whatWorksIsUp() throws Exception {
    assertThat(look(healthy()).status()).isEqualTo(HealthStatus.UP);
  }

  @Test
  default void whatDoesNotWorkIsNotUp() throws Exception {
    assertThat(look(unhealthy()).status()).isIn(HealthStatus.DOWN, HealthStatus.DEGRADED);
  }

  @Test
  default void saysWhyInOneLine() throws Exception {
    OneLine.check("the summary", look(healthy()).summary());
    OneLine.check("the summary", look(unhealthy()).summary());
  }

  @Test
  default void lookingAgainShowsTheSame() throws Exception {
    for (HealthCheck check : new HealthCheck[] {healthy(), unhealthy()}) {
      HealthStatus first = look(check).status();
      assertThat(look(check).status()).isEqualTo(first);
      assertThat(look(check).status()).isEqualTo(first);
    }
  }

  @Test
  default void bearsOnAGroup() throws Exception {
    Set<String> groups = healthy().groups();
    assertThat(groups).isNotEmpty().noneMatch(String::isBlank);
    assertThat(unhealthy().groups()).isEqualTo(groups);
  }

  @Test
  default void isNoReasonToRestartUnlessInsideTheProcess() throws Exception {
    assumeTrue(!isInsideProcess(), "what is checked lies inside the process");
    assertThat(healthy().groups()).doesNotContain(HealthCheck.LIVENESS);
  }

  @Test
  default void showsNoSecret() throws Exception {
    for (HealthCheck check : new HealthCheck[] {healthy(), unhealthy()}) {
      String shown = check + " " + look(check);
      assertThat(secrets()).noneMatch(shown::contains);
    }
  }

  @Test
  default void stopsWhenInterrupted() throws Exception {
    Optional<HealthCheck> hanging = hanging();
    assumeTrue(hanging.isPresent(), "a check of this kind does not wait");
    assertThat(RunningCall.start(() -> hanging.orElseThrow().check()).interrupt(patience()))
        .as("the check's end")
        .isPresent();
  }

  /** Looks as the monitor does: what a check throws counts as down. */
  private static HealthResult look(HealthCheck check) {
    HealthResult result;
    try {
      result = check.check();
    } catch (Exception e) {
      return HealthResult.down(e.toString());
    }
    assertThat(result).as("the result").isNotNull();
    assertThat(result.status()).as("the status").isNotNull();
    return result;
  }
}
