package io.kaldrix.monitor.plugin.cli;

import io.kaldrix.monitor.core.rule.file.FileKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kaldrix check}: finds what is wrong in files before anything runs. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Finds what is wrong in configurations and the files they name, in Prometheus rule files and"
          + " in rule tests.",
      "Which of them a file is, is seen by its keys."
    })
final class CheckCommand implements Callable<Integer> {

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "What to check.")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      defaultValue = "auto",
      description =
          "What the files are: auto, configuration, rules, rule-tests or alarms; auto unless given.")
  private String kind = "auto";

  @Option(
      names = "-D",
      paramLabel = "NAME=VALUE",
      description = "What $${NAME} stands for in a configuration, before the environment.")
  private Map<String, String> variables = new LinkedHashMap<>();

  @Mixin private Language language = new Language();

  @Spec private CommandSpec spec = CommandSpec.create();

  CheckCommand() {}

  @Override
  public Integer call() {
    Optional<FileKind> known = known();
    boolean found = false;
    for (Path file : files) {
      CheckedFile checked = CheckedFile.check(file, known, language.promQl(), variables);
      found |= !checked.isRight();
      spec.commandLine().getOut().println(checked.describe());
    }
    return found ? ExitCode.FOUND : ExitCode.GOOD;
  }

  private Optional<FileKind> known() {
    if (kind.equals("auto")) {
      return Optional.empty();
    }
    for (FileKind each : FileKind.values()) {
      if (each.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(kind)) {
        return Optional.of(each);
      }
    }
    throw new IllegalArgumentException(
        "--kind is '" + kind + "', must be auto, configuration, rules, rule-tests or alarms");
  }
}
