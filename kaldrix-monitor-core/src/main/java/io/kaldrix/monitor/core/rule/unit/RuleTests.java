package io.kaldrix.monitor.core.rule.unit;

import io.kaldrix.monitor.api.rule.Rule;
import io.kaldrix.monitor.api.rule.RuleGroup;
import io.kaldrix.monitor.core.rule.file.AlarmDefinitions;
import io.kaldrix.monitor.core.rule.file.PromQl;
import io.kaldrix.monitor.core.rule.file.RuleFiles;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Runs files of rule unit tests: the YAML that {@code promtool test rules} takes, unchanged, with
 * the same verdict. May be used by any thread.
 *
 * <p>As there, all groups are evaluated at every {@code evaluation_interval}, whatever interval of
 * their own they have, and alerts are compared with those of the evaluation at their {@code
 * eval_time} or the last one before. {@code group_eval_order} sorts the groups it names; one that
 * it does not name counts as first.
 *
 * <p>Beside {@code rule_files} a file may name {@code alarm_files}, which promtool does not know:
 * CloudWatch alarms as JSON, evaluated at their own intervals. Their alerts are compared as those
 * of rules are.
 */
public final class RuleTests {

  private RuleTests() {}

  /**
   * Returns how many tests a file holds, without running them or reading their rules.
   *
   * @throws io.kaldrix.monitor.api.plugin.SettingsException if something in it is wrong
   */
  public static int check(Path file) {
    return RuleTestFile.read(file).tests().size();
  }

  /** Returns what comes of the tests of a file, in the PromQL of Prometheus 3. */
  public static RuleTestReport run(Path file) {
    return run(file, PromQl.PROMETHEUS_3);
  }

  /**
   * Returns what comes of the tests of a file. A file that cannot be read has failed, and the
   * report says why.
   *
   * @param dialect which PromQL rules and expressions are written in
   */
  public static RuleTestReport run(Path file, PromQl dialect) {
    List<String> warnings = new ArrayList<>();
    try {
      RuleTestFile tests = RuleTestFile.read(file);
      List<RuleGroup> groups =
          RuleFiles.read(files(file, "rule file", tests.ruleFiles(), warnings), dialect);
      List<RuleGroup> ordered = new ArrayList<>();
      groups.forEach(group -> ordered.add(atEveryTick(group)));
      ordered.sort(
          Comparator.comparing(group -> Math.max(0, tests.groupOrder().indexOf(group.name()))));
      List<Rule> alarms =
          AlarmDefinitions.read(files(file, "alarm file", tests.alarmFiles(), warnings));
      if (!alarms.isEmpty()) {
        ordered.add(RuleGroup.of(AlarmDefinitions.GROUP, alarms.toArray(Rule[]::new)));
      }
      List<RuleTestResult> results =
          tests.tests().stream()
              .map(test -> new RuleTestRun(test, tests, ordered, dialect).result())
              .toList();
      return new RuleTestReport(file, results, List.of(), warnings);
    } catch (IllegalArgumentException | IOException e) {
      String problem = String.valueOf(e.getMessage());
      return new RuleTestReport(file, List.of(), List.of(problem), warnings);
    }
  }

  private static RuleGroup atEveryTick(RuleGroup group) {
    return new RuleGroup(
        group.file(),
        group.name(),
        Optional.empty(),
        group.limit(),
        group.queryOffset(),
        group.labels(),
        group.rules());
  }

  private static List<Path> files(
      Path file, String kind, List<String> patterns, List<String> warnings) throws IOException {
    Path given = file.toAbsolutePath().getParent();
    Path directory = given == null ? file.toAbsolutePath() : given;
    List<Path> found = new ArrayList<>();
    for (String pattern : patterns) {
      List<Path> matching = matching(directory, pattern);
      if (matching.isEmpty()) {
        warnings.add("no " + kind + " matches '" + pattern + "'");
      }
      found.addAll(matching);
    }
    return found;
  }

  /** Returns the files that a pattern of Go's {@code filepath.Glob} names, in order of names. */
  private static List<Path> matching(Path directory, String pattern) throws IOException {
    if (!pattern.matches(".*[*?\\[\\\\].*")) {
      Path named = directory.resolve(pattern).normalize();
      return Files.exists(named) ? List.of(named) : List.of();
    }
    Path root = pattern.startsWith("/") ? Path.of("/") : directory;
    List<Path> found = List.of(root);
    for (String part : pattern.split("/", -1)) {
      found = part.isEmpty() || part.equals(".") ? found : children(found, part);
    }
    return found.stream().map(Path::normalize).toList();
  }

  private static List<Path> children(List<Path> directories, String part) throws IOException {
    if (part.equals("..")) {
      return directories.stream().map(directory -> directory.resolve("..")).toList();
    }
    String glob = part.replace("{", "\\{").replace("}", "\\}").replace("[^", "[!");
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
    List<Path> found = new ArrayList<>();
    for (Path directory : directories) {
      if (Files.isDirectory(directory)) {
        try (Stream<Path> children = Files.list(directory)) {
          children
              .filter(child -> matcher.matches(child.getFileName()))
              .sorted()
              .forEach(found::add);
        }
      }
    }
    return found;
  }
}
