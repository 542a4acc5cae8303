package io.kaldrix.monitor.core.config;

import io.kaldrix.monitor.api.plugin.SettingFiles;
import io.kaldrix.monitor.api.plugin.SettingValue;
import io.kaldrix.monitor.api.plugin.Settings;
import io.kaldrix.monitor.api.plugin.SettingsException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads a configuration file: JSON if its name ends in {@code .json}, YAML 1.2 otherwise. An empty
 * file sets nothing.
 *
 * <p>Both formats say the same things. A value without quotes is a number or a truth value only if
 * JSON would have it so: {@code no}, {@code 010} and {@code 5m} are texts. {@code null}, {@code ~}
 * and nothing at all are {@linkplain SettingValue.Nothing nothing}.
 *
 * <p>In values, not in keys, {@code ${NAME}} stands for an environment variable, {@code
 * ${NAME:text}} for that or, if it is not set, for the text, {@code ${file:PATH}} for what a file
 * holds, less one line end; the path begins at the directory of the configuration. A dollar sign
 * before all that, as in {@code $${NAME}}, leaves the rest as it is. What was put in is not looked
 * through again, and no message tells it. {@code ${1}} with a number stays as it is: it is a group
 * of a regular expression.
 *
 * <p>YAML aliases stand for what their anchor marks. Tags, merge keys ({@code <<}, which YAML 1.2
 * has not) and a second document are errors, and so are, in both formats, a key given twice, more
 * than {@value YamlReader#MOST_VALUES} values, nesting deeper than {@value SettingPath#DEEPEST} and
 * more than 4 MiB.
 */
public final class ConfigurationFile {

  private ConfigurationFile() {}

  /**
   * Returns what the file sets.
   *
   * @throws SettingsException if the file cannot be read or something in it is wrong
   */
  public static Settings load(Path file) {
    return load(file, name -> Optional.ofNullable(System.getenv(name)));
  }

  /**
   * Returns what the file sets.
   *
   * @param environment the value of an environment variable, empty if it is not set
   * @throws SettingsException if the file cannot be read or something in it is wrong
   */
  public static Settings load(Path file, Function<String, Optional<String>> environment) {
    return new Settings(
        "", read(file, environment), filesFrom(file.toAbsolutePath().getParent(), environment));
  }

  /**
   * Returns what a program gives, which may name files too.
   *
   * @param values texts, numbers, durations, lists, maps
   * @param environment the value of a variable in those files, empty if it is not set
   */
  public static Settings of(Map<String, ?> values, Function<String, Optional<String>> environment) {
    return new Settings(
        "", (SettingValue.Mapping) SettingValue.ofCode(values), filesFrom(null, environment));
  }

  private static SettingFiles filesFrom(
      @Nullable Path directory, Function<String, Optional<String>> environment) {
    return pattern ->
        NamedFiles.matching(directory, pattern).stream()
            .map(file -> read(file, environment))
            .toList();
  }

  /**
   * Returns what a file sets that belongs to another program too, such as a rule file: a dollar
   * sign in it is nothing but that.
   *
   * @throws SettingsException if the file cannot be read or something in it is wrong
   */
  public static Settings loadVerbatim(Path file) {
    SourceText text = SourceText.read(file);
    return new Settings(
        "",
        isJson(text)
            ? JsonReader.read(text, Placeholders.none())
            : YamlReader.readAsPrometheus(text));
  }

  private static SettingValue.Mapping read(
      Path file, Function<String, Optional<String>> environment) {
    SourceText text = SourceText.read(file);
    Placeholders placeholders = new Placeholders(environment, file.toAbsolutePath().getParent());
    return isJson(text) ? JsonReader.read(text, placeholders) : YamlReader.read(text, placeholders);
  }

  private static boolean isJson(SourceText text) {
    return text.file().toLowerCase(Locale.ROOT).endsWith(".json");
  }
}
