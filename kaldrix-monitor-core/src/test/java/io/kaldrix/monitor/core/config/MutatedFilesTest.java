package io.kaldrix.monitor.core.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.kaldrix.monitor.api.plugin.Settings;
import io.kaldrix.monitor.api.plugin.SettingsException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a file holds, it is read or refused, and nothing else happens. */
class MutatedFilesTest {

  private static final int FILES = 3_000;
  private static final int MOST_CHANGES = 6;
  private static final List<String> FRAGMENTS =
      List.of(
          "{",
          "}",
          "[",
          "]",
          ":",
          ": ",
          ",",
          "- ",
          "? ",
          "&a ",
          "*a",
          "!!int ",
          "!",
          "|",
          ">-",
          "'",
          "\"",
          "#",
          "%YAML 1.2\n",
          "---\n",
          "...\n",
          "\t",
          "\n",
          "\r",
          "\\u12",
          "\\x",
          "${",
          "}",
          "${file:",
          "$${",
          "null",
          "true",
          "1e999",
          "-",
          "<<: ",
          "\0",
          "\uFEFF",
          "\u2028",
          "é",
          "😀",
          "/*",
          "NaN",
          "999999999999999999999",
          "1w",
          "0");

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({"full.yml,1", "full.yml,2", "full.json,3", "full.json,4"})
  void areReadOrRefused(String name, long seed) throws IOException {
    byte[] right = right(name);
    Random random = new Random(seed);
    int refused = 0;
    for (int i = 0; i < FILES; i++) {
      byte[] text = mutated(right, random);
      try {
        Path file = directory.resolve(name);
        Files.deleteIfExists(file); // several times faster than writing over it
        readAll(Files.write(file, text));
      } catch (SettingsException e) {
        refused++;
        assertThat(e.getMessage()).startsWith(name + ":");
      } catch (RuntimeException | StackOverflowError e) {
        fail("seed " + seed + ", file " + i + ":\n" + new String(text, UTF_8), e);
      }
    }
    assertThat(refused).isBetween(FILES / 2, FILES - 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{a: ", "- ", "? ", "&a [", "!!seq [", "[[],", "{? ", "a:\n "})
  void deepNestingIsRefusedQuickly(String opening) {
    String text = "a: " + opening.repeat(400_000 / opening.length());
    Assertions.assertTimeout(
        Duration.ofSeconds(5),
        () ->
            assertThatThrownBy(
                    () -> readAll(Files.writeString(directory.resolve("deep.yml"), text)))
                .isInstanceOf(SettingsException.class));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":", "[[],"})
  void deepNestingInJsonIsRefusedQuickly(String opening) {
    String text = opening.repeat(400_000 / opening.length());
    Assertions.assertTimeout(
        Duration.ofSeconds(5),
        () ->
            assertThatThrownBy(
                    () -> readAll(Files.writeString(directory.resolve("deep.json"), text)))
                .isInstanceOf(SettingsException.class));
  }

  private static byte[] mutated(byte[] right, Random random) {
    byte[] text = right;
    for (int changes = 1 + random.nextInt(MOST_CHANGES); changes > 0; changes--) {
      int from = random.nextInt(text.length);
      int to = Math.min(text.length, from + random.nextInt(12));
      text =
          switch (random.nextInt(4)) {
            case 0 -> joined(text, 0, from, new byte[0], to);
            case 1 -> joined(text, 0, from, new byte[] {(byte) random.nextInt(256)}, from + 1);
            case 2 -> joined(text, 0, to, Arrays.copyOfRange(text, from, to), to);
            default ->
                joined(
                    text,
                    0,
                    from,
                    FRAGMENTS.get(random.nextInt(FRAGMENTS.size())).getBytes(UTF_8),
                    from);
          };
    }
    return text;
  }

  private static byte[] joined(byte[] text, int from, int to, byte[] between, int rest) {
    byte[] joined = new byte[to - from + between.length + text.length - rest];
    System.arraycopy(text, from, joined, 0, to - from);
    System.arraycopy(between, 0, joined, to - from, between.length);
    System.arraycopy(text, rest, joined, to - from + between.length, text.length - rest);
    return joined;
  }

  private static void readAll(Path file) {
    Settings settings = ConfigurationFile.load(file, name -> Optional.of("7"));
    MonitorSettings read = MonitorSettings.read(settings, List.of("anomaly"), ExpressionCheck.NONE);
    read.state().settings().path("directory");
    read.health().checks().forEach(check -> check.provider().settings().has("path"));
    read.health().checks().forEach(check -> check.provider().settings().has("url"));
    read.remediations().forEach(remediation -> remediation.settings().has("peer"));
    read.engine("anomaly").sections("detectors");
    settings.refuseUnknown();
  }

  private static byte[] right(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(MutatedFilesTest.class.getResourceAsStream("right/" + name))) {
      return in.readAllBytes();
    }
  }
}
