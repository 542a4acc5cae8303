package io.kaldrix.monitor.example.dagnode.whole;

import io.kaldrix.monitor.api.alert.Severity;
import io.kaldrix.monitor.api.anomaly.Detector;
import io.kaldrix.monitor.api.anomaly.DetectorProvider;
import io.kaldrix.monitor.api.anomaly.Score;
import io.kaldrix.monitor.api.audit.AuditEvent;
import io.kaldrix.monitor.api.audit.AuditTrail;
import io.kaldrix.monitor.api.audit.AuditTrailProvider;
import io.kaldrix.monitor.api.compliance.CheckDescription;
import io.kaldrix.monitor.api.compliance.CheckResult;
import io.kaldrix.monitor.api.compliance.ComplianceCheck;
import io.kaldrix.monitor.api.compliance.ComplianceCheckProvider;
import io.kaldrix.monitor.api.compliance.Evidence;
import io.kaldrix.monitor.api.compliance.Outcome;
import io.kaldrix.monitor.api.notify.ChannelProvider;
import io.kaldrix.monitor.api.notify.DeliveryOutcome;
import io.kaldrix.monitor.api.notify.Notification;
import io.kaldrix.monitor.api.notify.NotificationChannel;
import io.kaldrix.monitor.api.plugin.Plugin;
import io.kaldrix.monitor.api.plugin.Settings;
import io.kaldrix.monitor.api.remediation.RemediationAction;
import io.kaldrix.monitor.api.remediation.RemediationProvider;
import io.kaldrix.monitor.api.remediation.RemediationTrigger;
import java.io.DataInput;
import java.io.DataOutput;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.Supplier;

/** Plugins that do in one call what a test tells them to. */
final class Guests {

  static final CheckResult PASS =
      new CheckResult(
          Outcome.PASS,
          "all is well",
          List.of(new Evidence("here", "seen", Instant.EPOCH, "guest 1", Optional.empty())));

  private Guests() {}

  /** Returns channels of the type {@code name} that deliver as {@code delivery} says. */
  static Plugin channel(String name, Function<Notification, DeliveryOutcome> delivery) {
    return new Channels(name, delivery);
  }

  private record Channels(String name, Function<Notification, DeliveryOutcome> delivery)
      implements ChannelProvider {
    @Override
    public NotificationChannel create(Settings settings) {
      return delivery::apply;
    }
  }

  /** Returns detectors that answer a value with a score. */
  static Plugin detector(String name, DoubleUnaryOperator scoring) {
    return new Detectors(name, scoring);
  }

  private record Detectors(String name, DoubleUnaryOperator scoring) implements DetectorProvider {
    @Override
    public Detector create(Settings settings) {
      return new Detector() {
        @Override
        public void score(long timestampMillis, double value, Score score) {
          score.set(scoring.applyAsDouble(value), value, value, value, (v, s) -> "so it says");
        }

        @Override
        public void save(DataOutput out) {}

        @Override
        public void restore(DataInput in) {}
      };
    }
  }

  /** Returns one compliance check. */
  static Plugin check(String id, Supplier<CheckResult> look) {
    return new Checks(id, look);
  }

  private record Checks(String name, Supplier<CheckResult> look)
      implements ComplianceCheckProvider {
    @Override
    public List<ComplianceCheck> create(Settings settings) {
      CheckDescription description =
          new CheckDescription(name, "title", "risk", "remediation", Severity.LOW, List.of());
      return List.of(
          new ComplianceCheck() {
            @Override
            public CheckDescription description() {
              return description;
            }

            @Override
            public CheckResult run(Instant now) {
              return look.get();
            }
          });
    }
  }

  /** Returns an action. */
  static Plugin action(String name, Function<RemediationTrigger, String> work) {
    return new Actions(name, work);
  }

  private record Actions(String name, Function<RemediationTrigger, String> work)
      implements RemediationProvider {
    @Override
    public RemediationAction create(Settings settings) {
      return new RemediationAction() {
        @Override
        public String dryRun(RemediationTrigger trigger) {
          return "would";
        }

        @Override
        public String run(RemediationTrigger trigger) {
          return work.apply(trigger);
        }
      };
    }
  }

  /** Returns audit trails that take note as {@code noting} says. */
  static Plugin auditTrail(String name, Consumer<AuditEvent> noting) {
    return new Trails(name, noting);
  }

  private record Trails(String name, Consumer<AuditEvent> noting) implements AuditTrailProvider {
    @Override
    public AuditTrail open(Settings settings, InstantSource clock) {
      return new AuditTrail() {
        @Override
        public CompletionStage<Long> append(AuditEvent event) {
          noting.accept(event);
          return CompletableFuture.completedFuture(0L);
        }

        @Override
        public List<AuditEvent> latest(int atMost) {
          return List.of();
        }
      };
    }
  }
}
