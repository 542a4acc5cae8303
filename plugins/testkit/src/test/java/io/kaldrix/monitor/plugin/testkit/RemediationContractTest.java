package io.kaldrix.monitor.plugin.testkit;

import io.kaldrix.monitor.api.plugin.Settings;
import io.kaldrix.monitor.api.remediation.RemediationAction;
import io.kaldrix.monitor.api.remediation.RemediationProvider;
import io.kaldrix.monitor.api.remediation.RemediationTrigger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class RemediationContractTest {

  @Test
  void aGoodActionKeepsEveryPromise() {
    ContractRun.assertKeepsAll(RemediationContract.class, Good.class);
  }

  @TestFactory
  Stream<DynamicTest> aPlantedFaultIsFound() {
    return ContractRun.plantedIn(RemediationContractTest.class);
  }

  @Test
  void everyPromiseHasAPlantedFault() {
    ContractRun.assertEveryPromiseIsBroken(
        RemediationContract.class, RemediationContractTest.class);
  }

  /** Deletes the files of a directory. */
  static class EmptyDirectory implements RemediationAction {
    private final Path directory;

    EmptyDirectory(Settings settings) {
      directory =
          settings
              .path("directory")
              .orElseThrow(() -> settings.invalid("directory", "a directory's path"));
    }

    @Override
    public String dryRun(RemediationTrigger trigger) throws IOException {
      return "would delete " + files().size() + " files for " + trigger.name();
    }

    @Override
    public String run(RemediationTrigger trigger) throws IOException {
      List<Path> files = files();
      for (Path file : files) {
        Files.delete(file);
      }
      return "deleted " + files.size() + " files for " + trigger.name();
    }

    private List<Path> files() throws IOException {
      try (Stream<Path> files = Files.list(directory)) {
        return files.toList();
      }
    }

    /** Offers the action under the name {@code empty-directory}. */
    public static final class Provider implements RemediationProvider {
      @Override
      public String name() {
        return "empty-directory";
      }

      @Override
      public RemediationAction create(Settings settings) {
        return new EmptyDirectory(settings);
      }
    }
  }

  static class Good implements RemediationContract {
    @TempDir Path directory;

    @BeforeEach
    void fill() throws IOException {
      Files.writeString(directory.resolve("old.log"), "old");
    }

    @Override
    public RemediationProvider provider() {
      return new EmptyDirectory.Provider();
    }

    @Override
    public Map<String, ?> settings() {
      return Map.of("directory", directory);
    }

    @Override
    public Set<String> requiredSettings() {
      return Set.of("directory");
    }

    @Override
    public String fingerprintOfTheWorld() throws IOException {
      try (Stream<Path> files = Files.list(directory)) {
        return files.sorted().toList().toString();
      }
    }
  }

  @Breaks("creatingItChangesNothing")
  static final class ActsAtOnce extends Good {
    @Override
    public RemediationAction create(Settings settings) {
      EmptyDirectory action = new EmptyDirectory(settings);
      try {
        action.run(trigger());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return action;
    }
  }

  @Breaks("aDryRunChangesNothing")
  static final class RunsWet extends Good {
    @Override
    public RemediationAction create(Settings settings) {
      return new EmptyDirectory(settings) {
        @Override
        public String dryRun(RemediationTrigger trigger) throws IOException {
          return run(trigger);
        }
      };
    }
  }

  @Breaks("aRunChangesSomething")
  static final class OnlyTalks extends Good {
    @Override
    public RemediationAction create(Settings settings) {
      return new EmptyDirectory(settings) {
        @Override
        public String run(RemediationTrigger trigger) throws IOException {
          return dryRun(trigger);
        }
      };
    }
  }

  @Breaks("aDryRunIsNoReasonNotToRun")
  static final class TakesSayingForDoing extends Good {
    @Override
    public RemediationAction create(Settings settings) {
      return new EmptyDirectory(settings) {
        private String said = "";

        @Override
        public String dryRun(RemediationTrigger trigger) throws IOException {
          said = super.dryRun(trigger);
          return said;
        }

        @Override
        public String run(RemediationTrigger trigger) throws IOException {
          return said.isEmpty() ? super.run(trigger) : said;
        }
      };
    }
  }

  @Breaks("saysInOneLineWhatItWouldDoAndWhatItDid")
  static final class ActsInSilence extends Good {
    @Override
    public RemediationAction create(Settings settings) {
      return new EmptyDirectory(settings) {
        @Override
        public String run(RemediationTrigger trigger) throws IOException {
          super.run(trigger);
          return "";
        }
      };
    }
  }
}
