package io.kaldrix.monitor.core.rule.unit;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The files of rule tests that lie beside these tests. */
final class RuleTestFixtures {

  private RuleTestFixtures() {}

  /** Returns the files of tests in a directory, by name. */
  static List<Path> files(String directory) throws IOException {
    return endingIn(directory, ".test.yml");
  }

  /** Returns the rule files in a directory, by name. */
  static List<Path> ruleFiles(String directory) throws IOException {
    return endingIn(directory, ".rules.yml");
  }

  static Path directory(String name) {
    URI place =
        URI.create(
            Objects.requireNonNull(
                    RuleTestFixtures.class.getResource("files/basic.rules.yml"),
                    "files/basic.rules.yml")
                .toString());
    return Path.of(place).resolve("../../" + name).normalize();
  }

  private static List<Path> endingIn(String directory, String ending) throws IOException {
    try (Stream<Path> found = Files.list(directory(directory))) {
      return found.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }
}
