package io.kaldrix.monitor.plugin.testkit;

import io.kaldrix.monitor.api.alert.Severity;
import io.kaldrix.monitor.api.compliance.CheckDescription;
import io.kaldrix.monitor.api.compliance.CheckResult;
import io.kaldrix.monitor.api.compliance.ComplianceCheck;
import io.kaldrix.monitor.api.compliance.ComplianceCheckProvider;
import io.kaldrix.monitor.api.compliance.ControlReference;
import io.kaldrix.monitor.api.compliance.Evidence;
import io.kaldrix.monitor.api.compliance.Outcome;
import io.kaldrix.monitor.api.plugin.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class ComplianceCheckContractTest {

  @Test
  void aGoodComplianceCheckKeepsEveryPromise() {
    ContractRun.assertKeepsAll(ComplianceCheckContract.class, Good.class);
  }

  @TestFactory
  Stream<DynamicTest> aPlantedFaultIsFound() {
    return ContractRun.plantedIn(ComplianceCheckContractTest.class);
  }

  @Test
  void everyPromiseHasAPlantedFault() {
    ContractRun.assertEveryPromiseIsBroken(
        ComplianceCheckContract.class, ComplianceCheckContractTest.class);
  }

  /** Looks whether a file says that a disk is encrypted. */
  static class EncryptionCheck implements ComplianceCheck {
    private final Path file;

    EncryptionCheck(Settings settings) {
      file = settings.path("file").orElseThrow(() -> settings.invalid("file", "a file's path"));
    }

    @Override
    public CheckDescription description() {
      return described(List.of(new ControlReference("soc2_tsc_2017", "CC6.7")));
    }

    static CheckDescription described(List<ControlReference> controls) {
      return new CheckDescription(
          "disk-encryption",
          "Disks are encrypted",
          "Who takes the disk has the data",
          "Encrypt the disk",
          Severity.HIGH,
          controls);
    }

    @Override
    public CheckResult run(Instant now) throws IOException {
      String content = Files.readString(file);
      boolean encrypted = content.contains("encrypted=yes");
      return new CheckResult(
          encrypted ? Outcome.PASS : Outcome.FAIL,
          encrypted ? "the disk is encrypted" : "the disk is not encrypted",
          List.of(evidence(content, now)));
    }

    Evidence evidence(String content, Instant now) {
      return new Evidence(
          file.getFileName().toString(),
          content.lines().findFirst().orElse(""),
          now,
          "disk-encryption 1.0",
          Optional.empty());
    }

    /** Offers the check under the name {@code encryption}. */
    public static final class Provider implements ComplianceCheckProvider {
      @Override
      public String name() {
        return "encryption";
      }

      @Override
      public List<ComplianceCheck> create(Settings settings) {
        return List.of(new EncryptionCheck(settings));
      }
    }
  }

  static class Good implements ComplianceCheckContract {
    @TempDir Path directory;

    @Override
    public ComplianceCheckProvider provider() {
      return new EncryptionCheck.Provider();
    }

    @Override
    public Map<String, ?> settings() {
      return Map.of("file", directory.resolve("disk"));
    }

    @Override
    public Set<String> requiredSettings() {
      return Set.of("file");
    }

    @Override
    public Set<String> secrets() {
      return Set.of("passphrase");
    }

    @Override
    public List<ComplianceCheck> passing() throws IOException {
      return checking("good", "encrypted=yes\npassphrase\n");
    }

    @Override
    public List<ComplianceCheck> failing() throws IOException {
      return checking("bad", "encrypted=no\npassphrase\n");
    }

    @Override
    public List<ComplianceCheck> cannotTell() {
      return create(Settings.of(Map.of("file", directory.resolve("absent"))));
    }

    private List<ComplianceCheck> checking(String name, String content) throws IOException {
      Path file = Files.writeString(directory.resolve(name), content);
      return create(Settings.of(Map.of("file", file)));
    }
  }

  @Breaks("whatHoldsPasses")
  static final class AlwaysFails extends Good {
    @Override
    public List<ComplianceCheck> create(Settings settings) {
      return List.of(
          new EncryptionCheck(settings) {
            @Override
            public CheckResult run(Instant now) throws IOException {
              CheckResult result = super.run(now);
              return new CheckResult(Outcome.FAIL, result.summary(), result.evidence());
            }
          });
    }
  }

  /** Passes, whatever is in the file, and whether there is one. */
  private static final class Pass extends EncryptionCheck {
    Pass(Settings settings) {
      super(settings);
    }

    @Override
    public CheckResult run(Instant now) {
      return new CheckResult(
          Outcome.PASS, "the disk is encrypted", List.of(evidence("encrypted=yes", now)));
    }
  }

  @Breaks("whatDoesNotHoldFails")
  static final class AlwaysPasses extends Good {
    @Override
    public List<ComplianceCheck> create(Settings settings) {
      return List.of(new Pass(settings));
    }
  }

  @Breaks("whatCannotBeSeenNeverPasses")
  static final class PassesBlindly extends Good {
    @Override
    public List<ComplianceCheck> create(Settings settings) {
      return List.of(new Pass(settings));
    }
  }

  @Breaks("runningTwiceFindsTheSame")
  static final class TouchesWhatItSees extends Good {
    @Override
    public List<ComplianceCheck> create(Settings settings) {
      Path file = settings.path("file").orElseThrow();
      return List.of(
          new EncryptionCheck(settings) {
            @Override
            public CheckResult run(Instant now) throws IOException {
              CheckResult result = super.run(now);
              Files.writeString(file, "encrypted=no");
              return result;
            }
          });
    }
  }

  @Breaks("saysWhyInOneLine")
  static final class DoesNotSayWhy extends Good {
    @Override
    public List<ComplianceCheck> create(Settings settings) {
      return List.of(
          new EncryptionCheck(settings) {
            @Override
            public CheckResult run(Instant now) throws IOException {
              CheckResult result = super.run(now);
              return new CheckResult(result.outcome(), "", result.evidence());
            }
          });
    }
  }

  @Breaks("everyResultHasEvidenceThatSaysSomething")
  static final class ShowsNothing extends Good {
    @Override
    public List<ComplianceCheck> create(Settings settings) {
      return List.of(
          new EncryptionCheck(settings) {
            @Override
            Evidence evidence(String content, Instant now) {
              return super.evidence("", now);
            }
          });
    }
  }

  @Breaks("evidenceIsOfTheTimeGiven")
  static final class LooksAtTheClock extends Good {
    @Override
    public List<ComplianceCheck> create(Settings settings) {
      return List.of(
          new EncryptionCheck(settings) {
            @Override
            Evidence evidence(String content, Instant now) {
              return super.evidence(content, Instant.now());
            }
          });
    }
  }

  @Breaks("evidenceNamesItsCheckAndVersion")
  static final class SignsForAnother extends Good {
    @Override
    public List<ComplianceCheck> create(Settings settings) {
      return List.of(
          new EncryptionCheck(settings) {
            @Override
            Evidence evidence(String content, Instant now) {
              return new Evidence("disk", content, now, "some check", Optional.empty());
            }
          });
    }
  }

  @Breaks("showsNoSecret")
  static final class ShowsTheWholeFile extends Good {
    @Override
    public List<ComplianceCheck> create(Settings settings) {
      return List.of(
          new EncryptionCheck(settings) {
            @Override
            Evidence evidence(String content, Instant now) {
              return new Evidence("disk", content, now, "disk-encryption 1", Optional.empty());
            }
          });
    }
  }

  @Breaks("everyCheckHasAnIdOfItsOwn")
  static final class OffersOneTwice extends Good {
    @Override
    public List<ComplianceCheck> create(Settings settings) {
      return List.of(new EncryptionCheck(settings), new EncryptionCheck(settings));
    }
  }

  @Breaks("everyCheckHasAnIdOfItsOwn")
  static final class OffersNone extends Good {
    @Override
    public List<ComplianceCheck> create(Settings settings) {
      return List.of();
    }
  }

  @Breaks("descriptionsSayWhatWhyAndWhatToDo")
  static final class ServesNoControl extends Good {
    @Override
    public List<ComplianceCheck> create(Settings settings) {
      return List.of(
          new EncryptionCheck(settings) {
            @Override
            public CheckDescription description() {
              return described(List.of());
            }
          });
    }
  }
}
