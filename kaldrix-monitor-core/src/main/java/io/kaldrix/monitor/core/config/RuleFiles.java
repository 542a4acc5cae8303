package io.kaldrix.monitor.core.config;

import io.kaldrix.monitor.api.plugin.Origin;
import io.kaldrix.monitor.api.plugin.SettingValue;
import io.kaldrix.monitor.api.plugin.Settings;
import io.kaldrix.monitor.api.plugin.SettingsException;
import io.kaldrix.monitor.api.rule.RuleGroup;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.PatternSyntaxException;

/**
 * Rule files of Prometheus, read as they stand: {@code groups} with {@code name}, {@code interval},
 * {@code limit}, {@code query_offset}, {@code labels} and {@code rules}; YAML 1.2 with anchors and
 * merge keys, or JSON if the name ends in {@code .json}. No placeholders are replaced in them: a
 * dollar sign is a dollar sign. Keys that Prometheus does not have are errors, as they are there.
 */
public final class RuleFiles {

  private final List<String> patterns;
  private final Path directory;
  private final PrometheusRules reader;

  /**
   * Creates a reader.
   *
   * @param patterns paths, the last part of which may be a pattern such as {@code *.yml}
   * @param directory where relative paths begin
   * @param expressions finds what is wrong with an expression
   * @param texts finds what is wrong with a label or annotation
   */
  public RuleFiles(
      List<String> patterns, Path directory, ExpressionCheck expressions, TextCheck texts) {
    this.patterns = List.copyOf(patterns);
    this.directory = directory;
    this.reader = new PrometheusRules(expressions, texts);
  }

  /** Returns whether no file is named. */
  public boolean isEmpty() {
    return patterns.isEmpty();
  }

  /** Returns the paths and patterns as they were given, for messages. */
  @Override
  public String toString() {
    return String.join(", ", patterns);
  }

  /**
   * Returns the groups of all files, in order of patterns, then of names; each group bears its
   * file's name as given.
   *
   * @throws SettingsException if a file is not there or something in one is wrong
   */
  public List<RuleGroup> load() {
    List<RuleGroup> groups = new ArrayList<>();
    for (Path file : find()) {
      groups.addAll(load(name(file), file));
    }
    return groups;
  }

  /**
   * Returns what changes when a file does: names, times of change, sizes.
   *
   * @throws SettingsException if a file is not there
   */
  public String fingerprint() {
    StringBuilder fingerprint = new StringBuilder();
    for (Path file : find()) {
      try {
        fingerprint
            .append(file)
            .append(' ')
            .append(Files.getLastModifiedTime(file).toMillis())
            .append(' ')
            .append(Files.size(file))
            .append('\n');
      } catch (IOException e) {
        throw unreadable(file, e);
      }
    }
    return fingerprint.toString();
  }

  /**
   * Returns the groups of one file.
   *
   * @param name what its groups are told by
   * @throws SettingsException if something in it is wrong
   */
  public List<RuleGroup> load(String name, Path file) {
    SourceText text = SourceText.read(file);
    SettingValue.Mapping read =
        text.file().toLowerCase(Locale.ROOT).endsWith(".json")
            ? JsonReader.read(text, Placeholders.none())
            : YamlReader.readAsPrometheus(text);
    return reader.read(name, new Settings("", withoutNothing(read)));
  }

  /** To Prometheus a key without a value is as good as none. */
  private static SettingValue.Mapping withoutNothing(SettingValue.Mapping mapping) {
    List<SettingValue.Entry> entries = new ArrayList<>();
    for (SettingValue.Entry entry : mapping.entries()) {
      if (!(entry.value() instanceof SettingValue.Nothing)) {
        entries.add(
            new SettingValue.Entry(entry.origin(), entry.key(), withoutNothing(entry.value())));
      }
    }
    return new SettingValue.Mapping(mapping.origin(), entries);
  }

  private static SettingValue withoutNothing(SettingValue value) {
    if (value instanceof SettingValue.Mapping mapping) {
      return withoutNothing(mapping);
    }
    if (value instanceof SettingValue.Listing listing) {
      return new SettingValue.Listing(
          listing.origin(), listing.values().stream().map(RuleFiles::withoutNothing).toList());
    }
    return value;
  }

  private String name(Path file) {
    Path shown = file.startsWith(directory) ? directory.relativize(file) : file;
    return shown.toString().replace('\\', '/');
  }

  private Set<Path> findOne(String pattern) {
    Set<Path> found = new TreeSet<>();
    int lastPart = Math.max(pattern.lastIndexOf('/'), pattern.lastIndexOf('\\')) + 1;
    String glob = pattern.substring(lastPart);
    try {
      if (!isPattern(glob)) {
        found.add(directory.resolve(pattern));
        return found;
      }
      Path folder = directory.resolve(pattern.substring(0, lastPart));
      if (Files.isDirectory(folder)) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, glob)) {
          files.forEach(found::add);
        }
      }
      return found;
    } catch (IOException | DirectoryIteratorException e) {
      throw new SettingsException(
          new Origin(pattern, 0, 0), "rule files cannot be listed: " + e.getMessage());
    } catch (InvalidPathException | PatternSyntaxException e) {
      throw new SettingsException(
          new Origin(pattern, 0, 0),
          "that is no path of rule files, only its last part may be a pattern such as *.yml");
    }
  }

  private List<Path> find() {
    Set<Path> all = new LinkedHashSet<>();
    patterns.forEach(pattern -> all.addAll(findOne(pattern)));
    return new ArrayList<>(all);
  }

  private static boolean isPattern(String part) {
    return part.chars().anyMatch(c -> c == '*' || c == '?' || c == '[' || c == '{');
  }

  private static SettingsException unreadable(Path file, IOException e) {
    return new SettingsException(
        new Origin(file.toString(), 0, 0), "cannot be read: " + SourceText.reason(e));
  }
}
