package io.kaldrix.monitor.core.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaldrix.monitor.core.config.ConfigurationFuzz;
import io.kaldrix.monitor.core.exposition.ExpositionFuzz;
import io.kaldrix.monitor.core.pattern.PatternFuzz;
import io.kaldrix.monitor.core.query.ExpressionFuzz;
import io.kaldrix.monitor.core.series.chunk.ChunkFuzz;
import io.kaldrix.monitor.core.template.TemplateFuzz;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
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

  /** What earlier runs found, and what is known to bring such readers down. */
  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource
  void refusedInNoTime(String name, String what, String input) {
    FuzzTarget target =
        targets().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    FuzzRun run = new FuzzRun(target, 1);
    run.tryOut(input.getBytes(StandardCharsets.UTF_8));
    assertThat(run.findings()).isEmpty();
    assertThat(run.refused()).isEqualTo(1);
  }

  static Stream<Arguments> refusedInNoTime() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 12; i++) {
      String alias = "*a" + (i - 1) + ", ";
      bomb.append("a" + i + ": &a" + i + " [" + alias.repeat(10) + "x]\n");
    }
    return Stream.of(
        Arguments.of("promql", "digits without end", "0".repeat(7_000) + "P" + "0".repeat(2_500)),
        Arguments.of("promql", "10,000 levels", "(".repeat(10_000)),
        Arguments.of("promql-answer", "10,000 signs", "-".repeat(10_000) + "1"),
        Arguments.of("template", "10,000 levels", "{{ if 1 }}".repeat(10_000)),
        Arguments.of("template", "a number of 9,000 digits", "{{ 1" + "0".repeat(9_000) + " }}"),
        Arguments.of("template", "digits without end", "{{ 0." + "_0".repeat(4_000) + "x }}"),
        Arguments.of("json", "a number of 10,000 digits", "9".repeat(10_000)),
        Arguments.of("json", "10,000 levels", "[".repeat(10_000)),
        Arguments.of("yaml", "10,000 levels", "{a: ".repeat(10_000)),
        Arguments.of("yaml", "aliases of aliases", bomb.toString()),
        Arguments.of(
            "pattern",
            "wide ranges whose case is ignored",
            "(?i)[" + "\\x{100}-\\x{10FF0}".repeat(500) + "]"),
        Arguments.of("pattern", "3,000 Unicode classes", "\\pL".repeat(3_000)),
        Arguments.of("pattern", "repetitions of repetitions", "((a{1000}){1000}){1000}"),
        Arguments.of("pattern", "10,000 levels", "(".repeat(10_000)),
        Arguments.of("exposition-text", "a line without end", "a{" + "b=\"c\",".repeat(1_500)),
        Arguments.of("chunk", "no bytes", ""));
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
