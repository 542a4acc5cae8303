package io.kaldrix.monitor.plugin.cli;

import io.kaldrix.monitor.api.rule.AlertRule;
import io.kaldrix.monitor.api.rule.RuleGroup;
import io.kaldrix.monitor.core.KaldrixMonitor;
import io.kaldrix.monitor.core.rule.file.AlarmDefinitions;
import io.kaldrix.monitor.core.rule.file.FileKind;
import io.kaldrix.monitor.core.rule.file.PromQl;
import io.kaldrix.monitor.core.rule.file.RuleFiles;
import io.kaldrix.monitor.core.rule.unit.RuleTests;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a check of one file found.
 *
 * @param file as it was given
 * @param content what is in it, if it is right
 * @param problem what is wrong, if something is
 */
record CheckedFile(Path file, String content, Optional<String> problem) {

  static CheckedFile check(
      Path file, Optional<FileKind> known, PromQl dialect, Map<String, String> variables) {
    try {
      FileKind kind = known.isPresent() ? known.get() : FileKind.of(file);
      String content =
          switch (kind) {
            case RULES -> rules(file, dialect);
            case RULE_TESTS -> tests(file);
            case ALARMS -> alarms(file);
            case CONFIGURATION -> configuration(file, variables);
          };
      return new CheckedFile(file, content, Optional.empty());
    } catch (RuntimeException e) {
      return new CheckedFile(file, "", Optional.of(Problems.of(e)));
    }
  }

  boolean isRight() {
    return problem.isEmpty();
  }

  String describe() {
    return problem
        .map(text -> "WRONG " + file + "\n  " + text.replace("\n", "\n  "))
        .orElse("RIGHT " + file + ": " + content);
  }

  private static String rules(Path file, PromQl dialect) {
    List<RuleGroup> groups = RuleFiles.read(List.of(file), dialect);
    long all = groups.stream().mapToLong(group -> group.rules().size()).sum();
    long alerts =
        groups.stream()
            .flatMap(group -> group.rules().stream())
            .filter(AlertRule.class::isInstance)
            .count();
    return counted(groups.size(), "rule group")
        + ", "
        + counted(alerts, "alert rule")
        + ", "
        + counted(all - alerts, "recording rule");
  }

  private static String alarms(Path file) {
    return counted(AlarmDefinitions.read(List.of(file)).size(), "CloudWatch alarm");
  }

  private static String tests(Path file) {
    return counted(RuleTests.check(file), "rule test") + ", which 'kaldrix test' runs";
  }

  private static String configuration(Path file, Map<String, String> variables) {
    KaldrixMonitor.Builder builder = KaldrixMonitor.builder().configuration(file).manualTicks();
    variables.forEach(builder::variable);
    builder.check();
    return "a configuration";
  }

  private static String counted(long count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }
}
