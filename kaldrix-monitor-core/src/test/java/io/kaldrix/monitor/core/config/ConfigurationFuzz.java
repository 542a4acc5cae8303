package io.kaldrix.monitor.core.config;

import io.kaldrix.monitor.api.plugin.SettingValue;
import io.kaldrix.monitor.api.plugin.Settings;
import io.kaldrix.monitor.api.plugin.SettingsException;
import io.kaldrix.monitor.core.fuzz.FuzzTarget;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Configuration in both formats: read, and made settings of. */
public final class ConfigurationFuzz {

  private static final List<String> WORDS =
      List.of(
          "{",
          "}",
          "[",
          "]",
          ": ",
          ", ",
          "- ",
          "? ",
          "&a ",
          "*a",
          "&b [*a,*a,*a]",
          "!!int ",
          "!",
          "|\n",
          ">-\n",
          "'",
          "\"",
          "# c\n",
          "%YAML 1.2\n",
          "---\n",
          "...\n",
          "\t",
          "\n",
          "\n  ",
          "\r",
          "\\u12",
          "\\x",
          "${A}",
          "${file:",
          "$${",
          "${A:b}",
          "null",
          "true",
          "1e999",
          "-1",
          "<<: ",
          "\u0000",
          "\uFEFF",
          "\u2028",
          "é",
          "NaN",
          "999999999999999999999",
          "1w",
          "0",
          "rules:\n",
          "groups:\n",
          "expr: ",
          "labels: ",
          "health:\n",
          "checks:\n",
          "type: ",
          "{\"a\":",
          "[[],",
          "&a [",
          "a:\n ");

  private ConfigurationFuzz() {}

  /** Returns how configuration is tried. */
  public static List<FuzzTarget> targets() {
    List<String> yaml =
        List.of(resource("full.yml"), "a: 1\n", "job: x\ncollect: {interval: 5s}\n", "{}");
    List<String> json =
        List.of(resource("full.json"), "{}", "{\"job\":\"x\",\"labels\":{\"a\":\"${A}\"}}");
    return List.of(
        FuzzTarget.ofText("yaml", yaml.subList(1, 4), WORDS, text -> load("x.yml", text)),
        FuzzTarget.ofText("json", json.subList(1, 3), WORDS, text -> load("x.json", text)),
        FuzzTarget.ofText("settings-yaml", yaml.subList(0, 1), WORDS, text -> read("x.yml", text)),
        FuzzTarget.ofText(
            "settings-json", json.subList(0, 1), WORDS, text -> read("x.json", text)));
  }

  private static String load(String name, String text) {
    try {
      settings(name, text);
      return "";
    } catch (SettingsException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static String read(String name, String text) {
    try {
      Settings settings = settings(name, text);
      MonitorSettings.read(settings, List.of("anomaly"), ExpressionCheck.NONE);
      return "";
    } catch (SettingsException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static Settings settings(String name, String text) {
    SourceText source = new SourceText(name, text);
    Placeholders placeholders = new Placeholders(variable -> Optional.of("7"), null);
    SettingValue.Mapping mapping =
        name.endsWith(".json")
            ? JsonReader.read(source, placeholders)
            : YamlReader.read(source, placeholders);
    return new Settings("", mapping);
  }

  private static String resource(String name) {
    try (InputStream in =
        Objects.requireNonNull(ConfigurationFuzz.class.getResourceAsStream("right/" + name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
