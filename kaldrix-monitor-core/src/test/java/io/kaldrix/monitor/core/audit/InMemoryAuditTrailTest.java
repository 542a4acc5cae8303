package io.kaldrix.monitor.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaldrix.monitor.api.audit.AuditEvent;
import io.kaldrix.monitor.api.audit.AuditTrail;
import io.kaldrix.monitor.api.audit.AuditTrailProvider;
import io.kaldrix.monitor.plugin.testkit.AuditTrailContract;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InMemoryAuditTrailTest implements AuditTrailContract {

  @Override
  public AuditTrailProvider provider() {
    return new InMemoryAuditTrail.Provider();
  }

  @Override
  public Map<String, ?> settings() {
    return Map.of("keep", 1_000);
  }

  @Override
  public boolean survivesReopen() {
    return false;
  }

  @Test
  void keepsNoMoreThanItMay() {
    try (AuditTrail trail = new InMemoryAuditTrail(3)) {
      for (int i = 0; i < 5; i++) {
        assertThat(
                trail
                    .append(AuditEvent.of(Instant.EPOCH, "user:a", "did", "it-" + i).succeeded())
                    .toCompletableFuture()
                    .join())
            .isEqualTo(i);
      }
      assertThat(trail.latest(10))
          .extracting(AuditEvent::resource)
          .containsExactly("it-2", "it-3", "it-4");
    }
  }
}
