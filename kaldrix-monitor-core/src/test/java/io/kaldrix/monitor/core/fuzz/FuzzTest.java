package io.kaldrix.monitor.core.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaldrix.monitor.core.config.ConfigurationFuzz;
import io.kaldrix.monitor.core.exposition.ExpositionFuzz;
import io.kaldrix.monitor.core.pattern.PatternFuzz;
import io.kaldrix.monitor.core.query.ExpressionFuzz;
import io.kaldrix.monitor.core.series.chunk.ChunkFuzz;
import io.kaldrix.monitor.core.template.TemplateFuzz;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is read is accepted or refused in words, nothing else escapes, and 10,000 bytes never
 * take more than a tenth of a second.
 */
class FuzzTest {

  private static final int FEW = 3_000;

  /** How many inputs each target gets in the long run. */
  private static final long MANY = Long.getLong("kaldrix.fuzz.runs", 10_000_000);

  static List<FuzzTarget> targets() {
    return Stream.of(
            ExpressionFuzz.targets(),
            TemplateFuzz.targets(),
            ConfigurationFuzz.targets(),
            PatternFuzz.targets(),
            ExpositionFuzz.targets(),
            ChunkFuzz.targets())
        .flatMap(List::stream)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("targets")
  void rightInputsAreAccepted(FuzzTarget target) throws Exception {
    for (byte[] seed : target.seeds()) {
      assertThat(target.reader().read(seed)).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("targets")
  void fewInputs(FuzzTarget target) {
    tryOut(target, 1, FEW);
  }

  @ParameterizedTest
  @MethodSource("targets")
  @Tag("fuzz")
  void manyInputs(FuzzTarget target) {
    tryOut(target, Long.getLong("kaldrix.fuzz.seed", 2), MANY);
  }

  private static void tryOut(FuzzTarget target, long seed, long count) {
    FuzzRun run = new FuzzRun(target, seed);
    run.run(count);
    System.out.println(run);
    for (Map.Entry<String, Throwable> finding : run.findings().entrySet()) {
      throw new AssertionError(
          String.format(
              Locale.ROOT,
              "%s, %d findings, the first: '%s'",
              target.name(),
              run.findings().size(),
              finding.getKey()),
          finding.getValue());
    }
    assertThat(run.accepted()).as("accepted by " + target).isGreaterThan(count / 500);
    assertThat(run.refused()).as("refused by " + target).isGreaterThan(count / 500);
  }
}
