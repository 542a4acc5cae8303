package io.kaldrix.monitor.api.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SettingsTest {

  @Test
  void readsTexts() {
    Settings settings = Settings.of(Map.of("name", "ops", "number", 7));
    assertThat(settings.string("name")).isEqualTo("ops");
    assertThat(settings.string("name", "other")).isEqualTo("ops");
    assertThat(settings.string("absent", "other")).isEqualTo("other");
    assertThat(settings.optionalString("name")).contains("ops");
    assertThat(settings.optionalString("absent")).isEmpty();
    assertThat(settings.string("number")).isEqualTo("7");
  }

  @Test
  void readsSecrets() {
    Settings settings = Settings.of(Map.of("token", new Secret("s3cr3t"), "plain", "text"));
    assertThat(settings.secret("token").reveal()).isEqualTo("s3cr3t");
    assertThat(settings.secret("plain")).isEqualTo(new Secret("text"));
    assertThat(settings.optionalSecret("token")).contains(new Secret("s3cr3t"));
    assertThat(settings.optionalSecret("absent")).isEmpty();
  }

  @Test
  void readsTruthValues() {
    Settings settings = Settings.of(Map.of("on", true, "off", false));
    assertThat(settings.flag("on", false)).isTrue();
    assertThat(settings.flag("off", true)).isFalse();
    assertThat(settings.flag("absent", true)).isTrue();
  }

  @Test
  void readsWholeNumbers() {
    Settings settings = Settings.of(Map.of("least", -5, "most", 999_999_999_999_999_999L));
    assertThat(settings.integer("least", 0, -5, 5)).isEqualTo(-5);
    assertThat(settings.integer("most", 0, 0, Long.MAX_VALUE)).isEqualTo(999_999_999_999_999_999L);
    assertThat(settings.integer("absent", 42, 0, 1)).isEqualTo(42);
  }

  @ParameterizedTest
  @CsvSource({"0.5, 0.5", "1, 1", "1e-3, 0.001", "-.5, -0.5", "+2., 2", "1E2, 100"})
  void readsNumbers(String text, double number) {
    assertThat(written(text).number("key", 0, -1_000, 1_000)).isEqualTo(number);
    assertThat(Settings.none().number("key", number, 0, 0)).isEqualTo(number);
  }

  @Test
  void readsNumbersFromCode() {
    Settings settings = Settings.of(Map.of("small", 1.0E-5, "large", 123_456_789.5));
    assertThat(settings.number("small", 0, 0, 1)).isEqualTo(1.0E-5);
    assertThat(settings.number("large", 0, 0, 1e9)).isEqualTo(123_456_789.5);
  }

  @Test
  void readsDurations() {
    Settings settings = Settings.of(Map.of("text", "1h30m", "value", Duration.ofSeconds(7)));
    assertThat(settings.duration("text", Duration.ZERO)).isEqualTo(Duration.ofMinutes(90));
    assertThat(settings.duration("value", Duration.ZERO)).isEqualTo(Duration.ofSeconds(7));
    assertThat(settings.duration("absent", Duration.ofDays(1))).isEqualTo(Duration.ofDays(1));
    assertThat(written("0s").duration("key", Duration.ofDays(1), Duration.ZERO)).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "1B, 1",
    "2kB, 2000",
    "512KiB, 524288",
    "3MB, 3000000",
    "64MiB, 67108864",
    "2GB, 2000000000",
    "1GiB, 1073741824"
  })
  void readsSizes(String text, long bytes) {
    assertThat(written(text).bytes("key", 0)).isEqualTo(bytes);
    assertThat(Settings.none().bytes("key", bytes)).isEqualTo(bytes);
  }

  @Test
  void readsAddresses() {
    assertThat(written("https://example.org:8443/a?b=c").uri("key", "http", "https"))
        .isEqualTo(URI.create("https://example.org:8443/a?b=c"));
    assertThat(written("HTTP://example.org").uri("key", "http").getHost()).isEqualTo("example.org");
    Settings fromCode = Settings.of(Map.of("key", URI.create("http://localhost:1")));
    assertThat(fromCode.uri("key", "http")).isEqualTo(URI.create("http://localhost:1"));
  }

  @Test
  void readsPaths() {
    Settings settings = Settings.of(Map.of("text", "a/b", "value", Path.of("/var", "lib", "x")));
    assertThat(settings.path("text")).contains(Path.of("a", "b"));
    assertThat(settings.path("value")).contains(Path.of("/var/lib/x"));
    assertThat(settings.path("absent")).isEmpty();
  }

  @Test
  void readsChoices() {
    Map<String, Integer> names = Map.of("one", 1, "two", 2);
    assertThat(written("two").choice("key", 0, names)).isEqualTo(2);
    assertThat(Settings.none().choice("key", 7, names)).isEqualTo(7);
  }

  @Test
  void readsLists() {
    Settings settings = Settings.of(Map.of("tags", List.of("a", 1, true)));
    assertThat(settings.strings("tags")).containsExactly("a", "1", "true");
    assertThat(settings.strings("absent")).isEmpty();
  }

  @Test
  void readsNamesAndTextsInOrder() {
    Map<String, Object> headers = new LinkedHashMap<>();
    headers.put("z", "1");
    headers.put("a", 2);
    Settings settings = Settings.of(Map.of("headers", headers));
    assertThat(settings.texts("headers")).isEqualTo(Map.of("z", "1", "a", "2"));
    assertThat(settings.texts("headers").keySet()).containsExactly("z", "a");
    assertThat(settings.texts("absent")).isEmpty();
  }

  @Test
  void readsSections() {
    Settings settings = Settings.of(Map.of("collect", Map.of("interval", "10s")));
    assertThat(settings.section("collect").string("interval")).isEqualTo("10s");
    assertThat(settings.section("absent").keys()).isEmpty();
  }

  @Test
  void readsNamedSectionsInOrder() {
    Map<String, Object> channels = new LinkedHashMap<>();
    channels.put("pager", Map.of("type", "pagerduty"));
    channels.put("chat", Map.of("type", "slack"));
    Map<String, Settings> named =
        Settings.of(Map.of("channels", channels)).namedSections("channels");
    assertThat(named.keySet()).containsExactly("pager", "chat");
    assertThat(named.get("chat").string("type")).isEqualTo("slack");
    assertThat(Settings.none().namedSections("channels")).isEmpty();
  }

  @Test
  void readsListedSections() {
    Settings settings =
        Settings.of(Map.of("rules", List.of(Map.of("name", "a"), Map.of("name", "b"))));
    assertThat(settings.sections("rules"))
        .extracting(rule -> rule.string("name"))
        .containsExactly("a", "b");
    assertThat(settings.sections("absent")).isEmpty();
  }

  @Test
  void knowsItsKeysInTheOrderWritten() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("z", 1);
    values.put("a", 2);
    Settings settings = Settings.of(values);
    assertThat(settings.keys()).containsExactly("z", "a");
    assertThat(settings.has("z")).isTrue();
    assertThat(settings.has("b")).isFalse();
    assertThat(settings.origin()).isEqualTo(Origin.CODE);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void saysWhatIsWrongAndWhatIsAllowed(String message, Object value, Consumer<Settings> reading) {
    assertThatThrownBy(() -> reading.accept(Settings.of(Map.of("key", value))))
        .isInstanceOf(SettingsException.class)
        .hasMessage("builder: " + message);
  }

  private static Arguments row(String message, Object value, Consumer<Settings> reading) {
    return Arguments.of(message, value, reading);
  }

  static Stream<Arguments> saysWhatIsWrongAndWhatIsAllowed() {
    String size = "a size such as 512KiB, 64MiB or 2GB";
    String duration = "a duration such as 500ms, 10s, 5m or 1h30m, 1ms or longer";
    String address = "an address that begins with http:// or https://";
    return Stream.of(
        row("key is a list, must be a text", List.of(), s -> s.string("key")),
        row("key is a mapping, must be a text", Map.of(), s -> s.string("key", "x")),
        row("key is a list, must be a text", List.of(), s -> s.optionalString("key")),
        row("key is a list, must be a text", List.of(), s -> s.secret("key")),
        row("key is 'yes', must be true or false", "yes", s -> s.flag("key", true)),
        row("key is 'true', must be true or false", "true", s -> s.flag("key", true)),
        row("key is a list, must be true or false", List.of(), s -> s.flag("key", true)),
        row(
            "key is '11', must be a whole number from 1 to 10",
            11,
            s -> s.integer("key", 1, 1, 10)),
        row("key is '0', must be a whole number from 1 to 10", 0, s -> s.integer("key", 1, 1, 10)),
        row(
            "key is '1.5', must be a whole number from 1 to 10",
            1.5,
            s -> s.integer("key", 1, 1, 10)),
        row(
            "key is '5', must be a whole number from 1 to 10",
            "5",
            s -> s.integer("key", 1, 1, 10)),
        row(
            "key is '9223372036854775807', must be a whole number from 1 to 10",
            Long.MAX_VALUE,
            s -> s.integer("key", 1, 1, 10)),
        row("key is '1.5', must be a number from 0.0 to 1.0", 1.5, s -> s.number("key", 0, 0, 1)),
        row(
            "key is 'NaN', must be a number from 0.0 to 1.0",
            Double.NaN,
            s -> s.number("key", 0, 0, 1)),
        row("key is '0.5', must be a number from 0.0 to 1.0", "0.5", s -> s.number("key", 0, 0, 1)),
        row("key is '10', must be " + duration, 10, s -> s.duration("key", Duration.ZERO)),
        row("key is '0s', must be " + duration, "0s", s -> s.duration("key", Duration.ZERO)),
        row(
            "key is '-5000ms', must be " + duration,
            Duration.ofSeconds(-5),
            s -> s.duration("key", Duration.ZERO)),
        row(
            "key is '1s', must be a duration such as 500ms, 10s, 5m or 1h30m, 10s or longer",
            "1s",
            s -> s.duration("key", Duration.ZERO, Duration.ofSeconds(10))),
        row(
            "key is 'x', must be a duration such as 500ms, 10s, 5m or 1h30m",
            "x",
            s -> s.duration("key", Duration.ZERO, Duration.ZERO)),
        row("key is '64', must be " + size, 64, s -> s.bytes("key", 0)),
        row("key is '1.5GB', must be " + size, "1.5GB", s -> s.bytes("key", 0)),
        row("key is '999999999999GiB', must be " + size, "999999999999GiB", s -> s.bytes("key", 0)),
        row("key is 'ftp://x', must be " + address, "ftp://x", s -> s.uri("key", "http", "https")),
        row("key is 'x', must be " + address, "x", s -> s.uri("key", "http", "https")),
        row(
            "key is 'http:///x', must be " + address,
            "http:///x",
            s -> s.uri("key", "http", "https")),
        row(
            "key is 'http://a b', must be " + address,
            "http://a b",
            s -> s.uri("key", "http", "https")),
        row(
            "key is 'a\u0000b', must be the path of a file or directory",
            "a\u0000b",
            s -> s.path("key")),
        row(
            "key is 'tow', must be one of one, two, did you mean 'two'?",
            "tow",
            s -> s.choice("key", 0, Map.of("two", 2, "one", 1))),
        row(
            "key is 'seventeen', must be one of one, two",
            "seventeen",
            s -> s.choice("key", 0, Map.of("two", 2, "one", 1))),
        row("key is 'a', must be a list", "a", s -> s.strings("key")),
        row("key is a list, must be a list of texts", List.of(List.of()), s -> s.strings("key")),
        row("key is 'a', must be a mapping", "a", s -> s.texts("key")),
        row("key.x is a list, must be a text", Map.of("x", List.of()), s -> s.texts("key")),
        row("key is 'a', must be a mapping", "a", s -> s.section("key")),
        row("key.x is 'a', must be a mapping", Map.of("x", "a"), s -> s.namedSections("key")),
        row("key is a mapping, must be a list", Map.of(), s -> s.sections("key")),
        row("key[1] is 'a', must be a mapping", List.of(Map.of(), "a"), s -> s.sections("key")),
        row(
            "key is '70000', must be a port",
            70_000,
            s -> {
              throw s.invalid("key", "a port");
            }));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void saysWhatIsMissing(String message, Consumer<Settings> reading) {
    assertThatThrownBy(() -> reading.accept(Settings.none()))
        .isInstanceOf(SettingsException.class)
        .hasMessage("builder: " + message);
  }

  static Stream<Arguments> saysWhatIsMissing() {
    return Stream.of(
        missing("key is missing, must be a text", s -> s.string("key")),
        missing(
            "key is missing, must be a text, best as ${file:PATH} or ${NAME}",
            s -> s.secret("key")),
        missing(
            "key is missing, must be an address that begins with https://",
            s -> s.uri("key", "https")),
        missing(
            "key is missing, must be a port",
            s -> {
              throw s.invalid("key", "a port");
            }),
        missing(
            "channels.key is missing, must be a text", s -> s.section("channels").string("key")));
  }

  private static Arguments missing(String message, Consumer<Settings> reading) {
    return Arguments.of(message, reading);
  }

  @Test
  void saysWhereItStands() {
    Settings file =
        new Settings(
            "collect",
            new SettingValue.Mapping(
                new Origin("kaldrix.yml", 3, 1),
                List.of(
                    entry(4, "interval", scalar(4, "soon")),
                    entry(
                        5, "limit", new SettingValue.Nothing(new Origin("kaldrix.yml", 5, 10))))));
    assertThatThrownBy(() -> file.duration("interval", Duration.ZERO))
        .isInstanceOfSatisfying(
            SettingsException.class,
            e -> assertThat(e.origin()).isEqualTo(new Origin("kaldrix.yml", 4, 13)))
        .hasMessageStartingWith("kaldrix.yml:4:13: collect.interval is 'soon', must be a duration");
    assertThatThrownBy(() -> file.string("limit"))
        .hasMessage("kaldrix.yml:5:10: collect.limit is empty, must be a text");
    assertThatThrownBy(() -> file.string("absent"))
        .hasMessage("kaldrix.yml:3:1: collect.absent is missing, must be a text");
    assertThatCode(file::refuseUnknown).doesNotThrowAnyException();
  }

  @Test
  void nothingWrittenOutIsAnEmptySection() {
    Settings file =
        new Settings(
            "",
            new SettingValue.Mapping(
                Origin.CODE, List.of(entry(1, "collect", new SettingValue.Nothing(Origin.CODE)))));
    assertThat(file.section("collect").keys()).isEmpty();
    assertThat(file.texts("collect")).isEmpty();
  }

  @Test
  void whatIsQuotedIsNoNumber() {
    Settings file =
        new Settings(
            "",
            new SettingValue.Mapping(
                Origin.CODE,
                List.of(
                    entry(1, "port", new SettingValue.Scalar(Origin.CODE, "80", true, "\"80\"")))));
    assertThat(file.string("port")).isEqualTo("80");
    assertThatThrownBy(() -> file.integer("port", 0, 0, 100))
        .hasMessage("builder: port is '\"80\"', must be a whole number from 0 to 100");
  }

  @Test
  void aPlaceholderIsShownInsteadOfItsValue() {
    Settings file =
        new Settings(
            "",
            new SettingValue.Mapping(
                Origin.CODE,
                List.of(
                    entry(
                        1,
                        "deadline",
                        new SettingValue.Scalar(Origin.CODE, "s3cr3t", false, "${TOKEN}")))));
    assertThatThrownBy(() -> file.duration("deadline", Duration.ZERO))
        .hasMessageStartingWith("builder: deadline is '${TOKEN}', must be a duration")
        .hasMessageNotContaining("s3cr3t");
  }

  @Test
  void aSecretIsNeverShown() {
    for (Consumer<Settings> wrong :
        List.<Consumer<Settings>>of(
            s -> s.integer("key", 0, 0, 1),
            s -> s.duration("key", Duration.ZERO),
            s -> s.uri("key", "http"),
            s -> s.bytes("key", 0),
            s -> s.choice("key", 0, Map.of("s3cr3t", 1)),
            s -> s.strings("key"),
            Settings::refuseUnknown)) {
      assertThatThrownBy(() -> wrong.accept(Settings.of(Map.of("key", new Secret("s3cr3T")))))
          .isInstanceOf(SettingsException.class)
          .hasMessageNotContaining("s3cr3T");
    }
  }

  @Test
  void refusesAKeyThatNobodyAskedFor() {
    Settings settings = Settings.of(Map.of("intervall", "10s"));
    settings.duration("interval", Duration.ofSeconds(1));
    settings.flag("enabled", true);
    assertThatThrownBy(settings::refuseUnknown)
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "builder: intervall is unknown, allowed: enabled, interval, did you mean 'interval'?");
  }

  @Test
  void refusesAnyKeyWhereNothingIsAllowed() {
    assertThatThrownBy(() -> Settings.of(Map.of("x", 1)).refuseUnknown())
        .hasMessage("builder: x is unknown, nothing is allowed here");
  }

  @Test
  void refusesUnknownKeysInSectionsToo() {
    Settings settings =
        Settings.of(
            Map.of(
                "collect", Map.of("interval", "10s", "colour", "red"),
                "rules", List.of(Map.of("name", "a"))));
    settings.section("collect").duration("interval", Duration.ofSeconds(1));
    settings.sections("rules").forEach(rule -> rule.string("name"));
    assertThatThrownBy(settings::refuseUnknown)
        .hasMessage("builder: collect.colour is unknown, allowed: interval");
    Settings listed = Settings.of(Map.of("rules", List.of(Map.of("nam", "a"))));
    listed.sections("rules").forEach(rule -> rule.optionalString("name"));
    assertThatThrownBy(listed::refuseUnknown)
        .hasMessage("builder: rules[0].nam is unknown, allowed: name, did you mean 'name'?");
  }

  @Test
  void refusesNothingOnceAllWasAskedFor() {
    Settings settings = Settings.of(Map.of("a", "x", "b", true, "c", Map.of("d", List.of("e"))));
    settings.has("a");
    settings.flag("b", false);
    settings.section("c").strings("d");
    assertThatCode(settings::refuseUnknown).doesNotThrowAnyException();
    assertThatCode(() -> Settings.none().refuseUnknown()).doesNotThrowAnyException();
  }

  private static Settings written(String text) {
    return new Settings(
        "", new SettingValue.Mapping(Origin.CODE, List.of(entry(1, "key", scalar(1, text)))));
  }

  private static SettingValue.Entry entry(int line, String key, SettingValue value) {
    return new SettingValue.Entry(new Origin("kaldrix.yml", line, 3), key, value);
  }

  private static SettingValue.Scalar scalar(int line, String text) {
    return new SettingValue.Scalar(new Origin("kaldrix.yml", line, 13), text, false, text);
  }

  @Test
  void someKeysAloneAreSettingsOfTheirOwn() {
    Settings settings = Settings.of(Map.of("mine", List.of(Map.of("a", 1)), "theirs", 2));
    Settings mine = settings.only(List.of("mine", "missing"));

    assertThat(mine.keys()).containsExactly("mine");
    assertThat(mine.sections("mine").get(0).integer("a", 0, 0, 9)).isEqualTo(1);
    assertThatThrownBy(settings::refuseUnknown)
        .hasMessage("builder: theirs is unknown, allowed: mine, missing");
    settings.has("theirs");
    settings.refuseUnknown();
  }

  @Test
  void aKeyOfSomeAloneThatNobodyReadIsRefusedToo() {
    Settings settings = Settings.of(Map.of("mine", 1));
    Settings unread = settings.only(List.of("mine"));

    assertThatThrownBy(settings::refuseUnknown)
        .hasMessage("builder: mine is unknown, nothing is allowed here");
    assertThat(unread.originOf("mine")).isEqualTo(Origin.CODE);
  }

  @Test
  void settingsWithoutAReaderOfFilesFindNone() {
    Settings settings = Settings.of(Map.of("files", List.of("a.json")));

    assertThatThrownBy(() -> settings.files("files"))
        .hasMessage("builder: files is 'a.json', must be paths of files that there are");
    assertThat(settings.files("others")).isEmpty();
  }
}
