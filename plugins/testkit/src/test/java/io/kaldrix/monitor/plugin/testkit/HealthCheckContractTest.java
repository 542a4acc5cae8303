package io.kaldrix.monitor.plugin.testkit;

import io.kaldrix.monitor.api.health.HealthCheck;
import io.kaldrix.monitor.api.health.HealthCheckProvider;
import io.kaldrix.monitor.api.health.HealthResult;
import io.kaldrix.monitor.api.plugin.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class HealthCheckContractTest {

  @Test
  void aGoodHealthCheckKeepsEveryPromise() {
    ContractRun.assertKeepsAll(HealthCheckContract.class, Good.class);
  }

  @TestFactory
  Stream<DynamicTest> aPlantedFaultIsFound() {
    return ContractRun.plantedIn(HealthCheckContractTest.class);
  }

  @Test
  void everyPromiseHasAPlantedFault() {
    ContractRun.assertEveryPromiseIsBroken(
        HealthCheckContract.class, HealthCheckContractTest.class);
  }

  /** Looks whether a file can be read. */
  static class FileCheck implements HealthCheck {
    private final Path file;

    FileCheck(Settings settings) {
      file = settings.path("file").orElseThrow(() -> settings.invalid("file", "a file's path"));
    }

    @Override
    public HealthResult check() throws Exception {
      return HealthResult.up("has " + Files.size(file) + " bytes").detail("file", file);
    }

    /** Offers the check under the name {@code file}. */
    public static final class Provider implements HealthCheckProvider {
      @Override
      public String name() {
        return "file";
      }

      @Override
      public HealthCheck create(Settings settings) {
        return new FileCheck(settings);
      }
    }
  }

  static class Good implements HealthCheckContract {
    @TempDir Path directory;

    @Override
    public HealthCheckProvider provider() {
      return new FileCheck.Provider();
    }

    @Override
    public Map<String, ?> settings() {
      return Map.of("file", directory.resolve("present"));
    }

    @Override
    public Set<String> requiredSettings() {
      return Set.of("file");
    }

    @Override
    public HealthCheck healthy() throws IOException {
      Files.writeString(directory.resolve("present"), "here");
      return create(Settings.of(settings()));
    }

    @Override
    public HealthCheck unhealthy() {
      return create(Settings.of(Map.of("file", directory.resolve("absent"))));
    }

    @Override
    public Optional<HealthCheck> hanging() {
      return Optional.of(
          () -> {
            new CountDownLatch(1).await();
            return HealthResult.up("never");
          });
    }
  }

  /** A file check that does something else with the result. */
  private interface Twist {
    HealthResult apply(HealthCheck check) throws Exception;
  }

  private static HealthCheck twisted(Settings settings, Twist twist) {
    HealthCheck check = new FileCheck(settings);
    return () -> twist.apply(check);
  }

  @Breaks("whatWorksIsUp")
  static final class IsAlwaysDown extends Good {
    @Override
    public HealthCheck create(Settings settings) {
      return twisted(settings, check -> HealthResult.down("as always"));
    }
  }

  @Breaks("whatWorksIsUp")
  static final class ReturnsNull extends Good {
    @Override
    public HealthCheck create(Settings settings) {
      return twisted(settings, check -> null);
    }
  }

  @Breaks("whatDoesNotWorkIsNotUp")
  static final class IsAlwaysUp extends Good {
    @Override
    public HealthCheck create(Settings settings) {
      return twisted(settings, check -> HealthResult.up("as always"));
    }
  }

  @Breaks("saysWhyInOneLine")
  static final class SaysNothing extends Good {
    @Override
    public HealthCheck create(Settings settings) {
      return twisted(settings, check -> HealthResult.up(""));
    }
  }

  @Breaks("lookingAgainShowsTheSame")
  static final class WorksOnce extends Good {
    @Override
    public HealthCheck create(Settings settings) {
      CountDownLatch first = new CountDownLatch(1);
      return twisted(
          settings,
          check -> {
            HealthResult result =
                first.getCount() > 0 ? check.check() : HealthResult.down("looked already");
            first.countDown();
            return result;
          });
    }
  }

  @Breaks("bearsOnAGroup")
  static final class BearsOnNothing extends Good {
    @Override
    public HealthCheck create(Settings settings) {
      return new FileCheck(settings) {
        @Override
        public Set<String> groups() {
          return Set.of();
        }
      };
    }
  }

  @Breaks("isNoReasonToRestartUnlessInsideTheProcess")
  static final class RestartsForAFile extends Good {
    @Override
    public HealthCheck create(Settings settings) {
      return new FileCheck(settings) {
        @Override
        public Set<String> groups() {
          return Set.of(HealthCheck.LIVENESS, HealthCheck.READINESS);
        }
      };
    }
  }

  @Breaks("showsNoSecret")
  static final class ShowsWhatIsInTheFile extends Good {
    @Override
    public Set<String> secrets() {
      return Set.of("here");
    }

    @Override
    public HealthCheck create(Settings settings) {
      return twisted(
          settings,
          check ->
              check
                  .check()
                  .detail("content", Files.readString(settings.path("file").orElseThrow())));
    }
  }

  @Breaks("stopsWhenInterrupted")
  static final class WaitsWhateverHappens extends Good {
    @Override
    public Duration patience() {
      return Duration.ofMillis(300);
    }

    @Override
    public Optional<HealthCheck> hanging() {
      CountDownLatch never = new CountDownLatch(1);
      return Optional.of(
          () -> {
            while (true) {
              try {
                never.await();
              } catch (InterruptedException e) {
                // goes on waiting
              }
            }
          });
    }
  }
}
