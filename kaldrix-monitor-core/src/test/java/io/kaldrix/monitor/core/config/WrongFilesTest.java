package io.kaldrix.monitor.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.kaldrix.monitor.api.plugin.Settings;
import io.kaldrix.monitor.api.plugin.SettingsException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each file in {@code wrong} has beside it the exact message that it earns. */
class WrongFilesTest {

  private static final String PASSWORD = "hunter2-hunter2";
  private static final Map<String, String> ENVIRONMENT = Map.of("PASSWORD", PASSWORD);
  private static final List<String> ENGINES = List.of("alerting", "anomaly", "compliance");
  private static final int FEWEST_FILES = 80;

  @TestFactory
  Stream<DynamicTest> isRefusedWithItsMessage() throws IOException, URISyntaxException {
    return wrongFiles().stream()
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> refused(file)));
  }

  @Test
  void thereAreManyOfThem() throws IOException, URISyntaxException {
    assertThat(wrongFiles()).hasSizeGreaterThanOrEqualTo(FEWEST_FILES);
  }

  private static void refused(Path file) throws IOException {
    String expected = Files.readString(Path.of(file + ".txt")).stripTrailing();
    Throwable thrown = catchThrowable(() -> readAll(file));
    assertThat(thrown).isInstanceOf(SettingsException.class).hasMessage(expected);
    assertThat(expected).startsWith(file.getFileName() + ":").doesNotContain(PASSWORD);
  }

  private static void readAll(Path file) {
    Settings settings =
        ConfigurationFile.load(file, name -> Optional.ofNullable(ENVIRONMENT.get(name)));
    MonitorSettings.read(settings, ENGINES, WrongFilesTest::unclosedParenthesis);
    settings.refuseUnknown();
  }

  private static Optional<String> unclosedParenthesis(String expression) {
    int open = expression.indexOf('(');
    return open >= 0 && expression.indexOf(')', open) < 0
        ? Optional.of("'(' at " + open + " is not closed")
        : Optional.empty();
  }

  private static List<Path> wrongFiles() throws IOException, URISyntaxException {
    Path directory =
        Path.of(Objects.requireNonNull(WrongFilesTest.class.getResource("wrong")).toURI());
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> !file.toString().endsWith(".txt")).sorted().toList();
    }
  }
}
