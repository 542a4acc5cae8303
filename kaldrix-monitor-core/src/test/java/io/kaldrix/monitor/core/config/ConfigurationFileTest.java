package io.kaldrix.monitor.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaldrix.monitor.api.plugin.Settings;
import io.kaldrix.monitor.api.plugin.SettingsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationFileTest {

  private static final Map<String, String> ENVIRONMENT =
      Map.of("TOKEN", "s3cret", "PORT", "8080", "EMPTY", "", "NESTED", "${TOKEN}");

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", "# nothing yet\n", "---\n", "---\n...\n", "null\n", "{}"})
  void anEmptyFileSetsNothing(String yaml) {
    assertThat(load("a.yml", yaml).keys()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n", "{}"})
  void anEmptyJsonFileSetsNothing(String json) {
    assertThat(load("a.json", json).keys()).isEmpty();
  }

  @Test
  void aFileThatIsNotThereIsAnError() {
    Path file = directory.resolve("none.yml");
    assertThatThrownBy(() -> ConfigurationFile.load(file))
        .isInstanceOf(SettingsException.class)
        .hasMessage("none.yml: cannot be read from " + file + ": there is no such file");
  }

  @Test
  void aDirectoryIsNoFile() {
    assertThatThrownBy(() -> ConfigurationFile.load(directory))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("cannot be read from " + directory);
  }

  @Test
  void theEnvironmentIsThatOfTheProcessUnlessSaidOtherwise() throws IOException {
    Path file = directory.resolve("a.yml");
    Files.writeString(file, "path: ${PATH}\n");
    assertThat(ConfigurationFile.load(file).string("path")).isEqualTo(System.getenv("PATH"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.yml", "a.json"})
  void aByteOrderMarkIsPassedOver(String name) {
    assertThat(load(name, "\uFEFF{\"job\": \"é\"}").string("job")).isEqualTo("é");
  }

  @Test
  void aFileOfFourMebibytesIsRead() {
    String line = "#".repeat(63) + "\n";
    String text = "job: a\n" + line.repeat(1 << 16);
    assertThat(load("a.yml", text.substring(0, 4 << 20)).string("job")).isEqualTo("a");
  }

  @Test
  void aLargerFileIsRefused() {
    assertThatThrownBy(() -> load("a.yml", "#".repeat((4 << 20) + 1)))
        .isInstanceOf(SettingsException.class)
        .hasMessage("a.yml: is larger than 4 MiB, which no configuration needs to be");
  }

  @Test
  void linesEndAsOnAnySystem() {
    Settings settings = load("a.yml", "a: 1\r\nb: 2\r\nc:\r\n  d: x\r\n");
    assertThatThrownBy(() -> settings.section("c").flag("d", false))
        .hasMessage("a.yml:4:6: c.d is 'x', must be true or false");
  }

  @Test
  void columnsCountCharactersNotBytes() {
    assertThatThrownBy(() -> load("a.yml", "{é: 😀, b: x}").flag("b", true))
        .hasMessageStartingWith("a.yml:1:11: b is 'x'");
    assertThatThrownBy(() -> load("a.json", "{\"é\": \"ü\", \"b\": \"x\"}").flag("b", true))
        .hasMessageStartingWith("a.json:1:17: b is 'x'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"no", "010", "0x1F", "1_000", "True", "+5", ".5", "1.", "Infinity"})
  void whatJsonHasNotIsAText(String written) {
    Settings settings = load("a.yml", "a: " + written + "\n");
    assertThat(settings.string("a")).isEqualTo(written);
    assertThatThrownBy(() -> settings.number("a", 0, -10_000, 10_000))
        .hasMessageStartingWith("a.yml:1:4: a is '" + written + "', must be a number");
  }

  @ParameterizedTest
  @CsvSource({"0,0", "-7,-7", "1.25,1.25", "1e3,1000", "-0.5E-1,-0.05"})
  void numbersAreWrittenAsInJson(String written, double number) {
    assertThat(load("a.yml", "a: " + written).number("a", 99, -9e9, 9e9)).isEqualTo(number);
    assertThat(load("a.json", "{\"a\": " + written + "}").number("a", 99, -9e9, 9e9))
        .isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a:", "a: null", "a: ~", "{a: }"})
  void nothingIsWrittenInFourWays(String yaml) {
    assertThatThrownBy(() -> load("a.yml", yaml).string("a"))
        .hasMessageContaining("a is empty, must be a text");
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "${TOKEN},s3cret",
        "a-${TOKEN}-b,a-s3cret-b",
        "${TOKEN}${PORT},s3cret8080",
        "${TOKEN:other},s3cret",
        "${UNSET:other},other",
        "${UNSET:http://localhost:80/a},http://localhost:80/a",
        "${UNSET:},``",
        "${EMPTY:other},``",
        "$${TOKEN},${TOKEN}",
        "$$${TOKEN},$${TOKEN}",
        "$TOKEN,$TOKEN",
        "100 $,100 $",
        "${NESTED},${TOKEN}"
      })
  void placeholdersArePutIn(String written, String value) {
    assertThat(load("a.yml", "a: '" + written + "'").string("a")).isEqualTo(value);
    assertThat(load("a.yml", "a: >-\n  " + written).string("a")).isEqualTo(value);
    assertThat(load("a.json", "{\"a\": \"" + written + "\"}").string("a")).isEqualTo(value);
  }

  @Test
  void placeholdersAreNotPutIntoKeys() {
    assertThat(load("a.yml", "'${TOKEN}': 1\n").keys()).containsExactly("${TOKEN}");
  }

  @Test
  void aPlaceholderAloneMayStandForANumber() {
    assertThat(load("a.yml", "a: ${PORT}").integer("a", 0, 1, 65535)).isEqualTo(8080);
    assertThat(load("a.yml", "a: '${PORT}'").integer("a", 0, 1, 65535)).isEqualTo(8080);
    assertThat(load("a.yml", "a: 1${PORT:0}").integer("a", 0, 1, 65535)).isEqualTo(18080);
    assertThat(load("a.json", "{\"a\": \"${UNSET:80}\"}").integer("a", 0, 1, 65535)).isEqualTo(80);
    assertThatThrownBy(() -> load("a.yml", "a: '1${PORT}'").integer("a", 0, 1, 65535))
        .hasMessage("a.yml:1:4: a is '1${PORT}', must be a whole number from 1 to 65535");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"s3cret|s3cret", "s3cret\\n|s3cret", "s3cret\\r\\n|s3cret", "a\\nb\\n\\n|a\\nb\\n"})
  void aFileIsPutInLessOneLineEnd(String contents, String value) throws IOException {
    Path secrets = Files.createDirectory(directory.resolve("secrets"));
    Files.writeString(secrets.resolve("token"), lines(contents));
    assertThat(load("a.yml", "a: ${file:secrets/token}").string("a")).isEqualTo(lines(value));
    assertThat(load("a.yml", "a: ${file:" + secrets.resolve("token") + "}").string("a"))
        .isEqualTo(lines(value));
  }

  private static String lines(String escaped) {
    return escaped.replace("\\r", "\r").replace("\\n", "\n");
  }

  @Test
  void aSecretFileThatIsNoTextOrTooLargeIsRefusedAndNotTold() throws IOException {
    Files.write(directory.resolve("token"), new byte[] {'x', (byte) 0xff});
    assertThatThrownBy(() -> load("a.yml", "a: ${file:token}"))
        .hasMessage("a.yml:1:4: a is '${file:token}', but the file is not UTF-8");
    Files.writeString(directory.resolve("token"), "x".repeat((64 << 10) + 1));
    assertThatThrownBy(() -> load("a.yml", "a: ${file:token}"))
        .hasMessage("a.yml:1:4: a is '${file:token}', but the file is larger than 64 KiB");
  }

  @Test
  void aSecretPutInIsReadAndNeverTold() {
    Settings settings = load("a.yml", "password: ${TOKEN}\n");
    assertThat(settings.secret("password").reveal()).isEqualTo("s3cret");
    assertThat(settings.secret("password")).hasToString("***");
    assertThatThrownBy(() -> settings.duration("password", Duration.ZERO))
        .hasMessageContaining("password is '${TOKEN}'");
    assertThatThrownBy(() -> settings.choice("password", 0, Map.of("s3cre", 1)))
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void anAliasStandsForWhatItsAnchorMarks() {
    Settings settings =
        load("a.yml", "a: &here {b: [1, 2]}\nc: *here\nd: &text x\ne: [*text, *text]\n");
    assertThat(settings.section("c").strings("b")).containsExactly("1", "2");
    assertThat(settings.strings("e")).containsExactly("x", "x");
  }

  @Test
  void anErrorInAnAliasedValueNamesThePlaceOfTheAnchor() {
    Settings settings = load("a.yml", "a: &here {b: x}\nc: *here\n");
    assertThatThrownBy(() -> settings.section("c").flag("b", false))
        .hasMessage("a.yml:1:14: c.b is 'x', must be true or false");
  }

  @Test
  void aliasesDoNotNestDeeperThanTheirPlaceAllows() {
    String deep = "[".repeat(30) + "]".repeat(30);
    assertThatThrownBy(
            () -> load("a.yml", "a: &d " + deep + "\nb: " + "[".repeat(30) + "*d" + "]".repeat(30)))
        .hasMessage("a.yml:2:34: mappings and lists nest deeper than 50 levels");
  }

  @Test
  void fiftyLevelsAreNotTooDeep() {
    String deep = "[".repeat(49) + "]".repeat(49);
    assertThat(load("a.yml", "a: " + deep).keys()).containsExactly("a");
    assertThat(load("a.json", "{\"a\": " + deep + "}").keys()).containsExactly("a");
  }

  @Test
  void aHundredThousandValuesAreTheMost() {
    String most = "{\"a\": [" + "1,".repeat(99_996) + "1]";
    assertThat(load("a.json", most + ", \"b\": 1}").keys()).containsExactly("a", "b");
    assertThatThrownBy(() -> load("a.json", most + ", \"b\": 1, \"c\": 1}"))
        .hasMessage("a.json:1:200017: more than 100000 values");
    assertThatThrownBy(() -> load("a.yml", most + ", \"b\": 1, \"c\": 1}"))
        .hasMessageStartingWith("a.yml:1:200017: more than 100000 values");
  }

  private Settings load(String name, String text) {
    try {
      Path file = directory.resolve(name);
      Files.write(file, text.getBytes(StandardCharsets.UTF_8));
      return ConfigurationFile.load(
          file, variable -> Optional.ofNullable(ENVIRONMENT.get(variable)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
