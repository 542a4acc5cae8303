package io.kaldrix.monitor.core.alarm.file;

import io.kaldrix.monitor.api.alert.Severity;
import io.kaldrix.monitor.api.plugin.Settings;
import io.kaldrix.monitor.api.rule.AlarmMute;
import io.kaldrix.monitor.api.rule.BandTraining;
import io.kaldrix.monitor.api.rule.Rule;
import io.kaldrix.monitor.core.config.ConfigurationFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Reads files with alarms. A file holds one of
 *
 * <ul>
 *   <li>a single alarm, mute or anomaly detector: the input of {@code PutMetricAlarm}, {@code
 *       PutCompositeAlarm}, {@code PutAlarmMuteRule} or {@code PutAnomalyDetector};
 *   <li>lists of them under {@code MetricAlarms}, {@code CompositeAlarms}, {@code AlarmMuteRules}
 *       and {@code AnomalyDetectors}, as {@code DescribeAlarms} writes the first two;
 *   <li>a CloudFormation template, of whose resources those are taken.
 * </ul>
 *
 * <p>Texts stay as they are: no placeholders are looked for.
 */
public final class AlarmFiles {

  private static final int DEEPEST = 20;
  private static final String WILD = "*?[{";
  private static final List<String> LISTS =
      List.of("MetricAlarms", "CompositeAlarms", "AlarmMuteRules", "AnomalyDetectors");

  private final MetricAlarmReader metricAlarms;
  private final CompositeAlarmReader compositeAlarms;
  private final List<Rule> alarms = new ArrayList<>();
  private final List<AlarmMute> mutes = new ArrayList<>();
  private final List<BandTraining> trainings = new ArrayList<>();

  private AlarmFiles(Severity severity) {
    this.metricAlarms = new MetricAlarmReader(severity);
    this.compositeAlarms = new CompositeAlarmReader(metricAlarms);
  }

  /**
   * Reads all files that patterns name, each once, in order of patterns and names.
   *
   * @param directory where relative patterns begin
   * @param patterns paths, in which {@code *}, {@code **}, {@code ?}, {@code [ ]} and {@code { }}
   *     stand for what they stand for in a shell
   * @param severity of alarms that have no tag for it
   * @throws IllegalArgumentException if a pattern names no file
   * @throws io.kaldrix.monitor.api.plugin.SettingsException if something in a file is wrong
   */
  public static AlarmSet load(Path directory, List<String> patterns, Severity severity) {
    AlarmFiles read = new AlarmFiles(severity);
    List<Path> done = new ArrayList<>();
    for (String pattern : patterns) {
      for (Path file : files(directory, pattern)) {
        if (!done.contains(file)) {
          done.add(file);
          read.add(ConfigurationFile.loadVerbatim(file));
        }
      }
    }
    return new AlarmSet(read.alarms, read.mutes, read.trainings);
  }

  /** Reads one file. */
  public static AlarmSet load(Path file, Severity severity) {
    AlarmFiles read = new AlarmFiles(severity);
    read.add(ConfigurationFile.loadVerbatim(file));
    return new AlarmSet(read.alarms, read.mutes, read.trainings);
  }

  private static List<Path> files(Path directory, String pattern) {
    int wild = 0;
    while (wild < pattern.length() && WILD.indexOf(pattern.charAt(wild)) < 0) {
      wild++;
    }
    if (wild == pattern.length()) {
      Path file = directory.resolve(pattern);
      if (!Files.isRegularFile(file)) {
        throw new IllegalArgumentException("there is no file '" + pattern + "'");
      }
      return List.of(file);
    }
    int slash = pattern.lastIndexOf('/', wild);
    Path start = slash < 0 ? directory : directory.resolve(pattern.substring(0, slash + 1));
    PathMatcher matcher =
        start.getFileSystem().getPathMatcher("glob:" + pattern.substring(slash + 1));
    try (Stream<Path> walk =
        Files.isDirectory(start) ? Files.walk(start, DEEPEST) : Stream.<Path>empty()) {
      TreeSet<Path> found = new TreeSet<>();
      walk.filter(file -> matcher.matches(start.relativize(file)))
          .filter(Files::isRegularFile)
          .forEach(found::add);
      if (found.isEmpty()) {
        throw new IllegalArgumentException("'" + pattern + "' matches no file");
      }
      return List.copyOf(found);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "'" + pattern + "' cannot be looked for: " + e.getMessage(), e);
    }
  }

  private void add(Settings file) {
    AlarmFields fields = new AlarmFields(file);
    if (file.keys().contains("Resources")) {
      addTemplate(file);
    } else if (LISTS.stream().anyMatch(list -> file.keys().contains(fields.key(list)))) {
      addLists(fields);
    } else {
      addOne(fields);
    }
  }

  private void addLists(AlarmFields fields) {
    fields.sections("MetricAlarms").forEach(each -> alarms.add(metricAlarms.read(each, "")));
    fields.sections("CompositeAlarms").forEach(each -> alarms.add(compositeAlarms.read(each, "")));
    fields.sections("AlarmMuteRules").forEach(each -> mutes.add(AlarmMuteReader.read(each, "")));
    fields
        .sections("AnomalyDetectors")
        .forEach(each -> trainings.add(BandTrainingReader.read(each)));
    fields.ignore("NextToken", "ResponseMetadata");
    fields.settings().refuseUnknown();
  }

  private void addOne(AlarmFields fields) {
    if (fields.has("AlarmRule")) {
      alarms.add(compositeAlarms.read(fields, ""));
    } else if (fields.has("MuteTargets")) {
      mutes.add(AlarmMuteReader.read(fields, ""));
    } else if (fields.has("SingleMetricAnomalyDetector")
        || (fields.has("Stat") && !fields.has("AlarmName"))) {
      trainings.add(BandTrainingReader.read(fields));
    } else {
      alarms.add(metricAlarms.read(fields, ""));
    }
  }

  private void addTemplate(Settings template) {
    for (Map.Entry<String, Settings> resource : template.namedSections("Resources").entrySet()) {
      String name = resource.getKey();
      AlarmFields properties = new AlarmFields(resource.getValue().section("Properties"));
      switch (resource.getValue().string("Type")) {
        case "AWS::CloudWatch::Alarm" -> alarms.add(metricAlarms.read(properties, name));
        case "AWS::CloudWatch::CompositeAlarm" ->
            alarms.add(compositeAlarms.read(properties, name));
        case "AWS::CloudWatch::AlarmMuteRule" -> mutes.add(AlarmMuteReader.read(properties, name));
        case "AWS::CloudWatch::AnomalyDetector" ->
            trainings.add(BandTrainingReader.read(properties));
        default -> {} // some other part of the stack
      }
    }
  }
}
