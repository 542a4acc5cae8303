package io.kaldrix.monitor.core.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaldrix.monitor.api.health.HealthCheck;
import io.kaldrix.monitor.api.health.HealthCheckProvider;
import io.kaldrix.monitor.api.health.HealthResult;
import io.kaldrix.monitor.api.health.HealthStatus;
import io.kaldrix.monitor.api.plugin.Settings;
import io.kaldrix.monitor.plugin.testkit.HealthCheckContract;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DeadlockCheckTest implements HealthCheckContract {

  @Override
  public HealthCheckProvider provider() {
    return new DeadlockCheck.Provider();
  }

  @Override
  public HealthCheck healthy() {
    return create(Settings.none());
  }

  /** A deadlock would show in every check, so it is there only while this one looks. */
  @Override
  public HealthCheck unhealthy() {
    HealthCheck check = healthy();
    return new HealthCheck() {
      @Override
      public HealthResult check() throws Exception {
        try (Deadlock deadlock = Deadlock.begin()) {
          assertThat(deadlock).isNotNull();
          return check.check();
        }
      }

      @Override
      public Set<String> groups() {
        return check.groups();
      }
    };
  }

  @Override
  public boolean isInsideProcess() {
    return true;
  }

  @Test
  void namesTheThreadsThatWaitForEachOther() throws Exception {
    HealthResult result = unhealthy().check();
    assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
    assertThat(result.summary()).startsWith("deadlocked: ").contains(Deadlock.ONE, Deadlock.TWO);
    assertThat(result.details()).containsOnlyKeys(Deadlock.ONE, Deadlock.TWO);
    assertThat(result.details().get(Deadlock.ONE))
        .contains("ReentrantLock")
        .endsWith("held by " + Deadlock.TWO);
  }

  @Test
  void isUpAgainOnceTheyAreFree() throws Exception {
    assertThat(unhealthy().check().status()).isEqualTo(HealthStatus.DOWN);
    assertThat(healthy().check()).isEqualTo(HealthResult.up("no thread is deadlocked"));
  }

  @Test
  void bearsOnLivenessToo() {
    assertThat(healthy().groups())
        .containsExactlyInAnyOrder(HealthCheck.LIVENESS, HealthCheck.READINESS);
  }
}
