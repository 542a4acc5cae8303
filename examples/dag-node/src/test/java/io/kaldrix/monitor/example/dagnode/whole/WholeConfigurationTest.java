package io.kaldrix.monitor.example.dagnode.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.kaldrix.monitor.api.plugin.SettingsException;
import io.kaldrix.monitor.core.KaldrixMonitor;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/**
 * Whole configurations, read by whom they concern. Each file in {@code wrong} has beside it the
 * exact message that stops the start; each in {@code right} starts.
 */
class WholeConfigurationTest {

  private static final int FEWEST_WRONG_FILES = 12;

  @TestFactory
  Stream<DynamicTest> isRefusedWithItsMessage() throws IOException, URISyntaxException {
    return files("wrong").stream().map(file -> test(file, () -> refused(file)));
  }

  @TestFactory
  Stream<DynamicTest> isAccepted() throws IOException, URISyntaxException {
    return files("right").stream().map(file -> test(file, () -> started(file).close()));
  }

  private static DynamicTest test(Path file, Executable body) {
    return DynamicTest.dynamicTest(file.getFileName().toString(), body);
  }

  @Test
  void thereAreManyWrongOnes() throws IOException, URISyntaxException {
    assertThat(files("wrong")).hasSizeGreaterThanOrEqualTo(FEWEST_WRONG_FILES);
  }

  @Test
  void theSectionOfAnEngineThatIsNotOnThePathIsRefused() throws Exception {
    Path file = files("right").get(0).resolveSibling("anomaly-only.yml");
    Thread here = Thread.currentThread();
    ClassLoader before = here.getContextClassLoader();
    here.setContextClassLoader(new WithoutModule(before, "kaldrix-monitor-anomaly"));
    try {
      assertThat(catchThrowable(() -> started(file)))
          .isInstanceOf(SettingsException.class)
          .hasMessage(
              "anomaly-only.yml:2:3: anomaly has no engine: add kaldrix-monitor-anomaly to the"
                  + " class path or module path");
    } finally {
      here.setContextClassLoader(before);
    }
  }

  private static void refused(Path file) throws IOException {
    String expected = Files.readString(Path.of(file + ".txt")).stripTrailing();
    assertThat(catchThrowable(() -> started(file).close()))
        .isInstanceOf(SettingsException.class)
        .hasMessage(expected);
    assertThat(expected).startsWith(file.getFileName() + ":");
  }

  private static KaldrixMonitor started(Path file) {
    return KaldrixMonitor.builder().configuration(file).manualTicks().start();
  }

  private static List<Path> files(String directory) throws IOException, URISyntaxException {
    URL place = Objects.requireNonNull(WholeConfigurationTest.class.getResource(directory));
    try (Stream<Path> files = Files.list(Path.of(place.toURI()))) {
      return files.filter(file -> !file.toString().endsWith(".txt")).sorted().toList();
    }
  }
}
