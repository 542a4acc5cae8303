package io.kaldrix.monitor.plugin.cli;

import io.kaldrix.monitor.core.rule.unit.RuleTestReport;
import io.kaldrix.monitor.core.rule.unit.RuleTests;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kaldrix test}: runs unit tests of rules. */
@Command(
    name = "test",
    mixinStandardHelpOptions = true,
    description = "Runs unit tests of rules, in the files that promtool test rules takes.")
final class TestCommand implements Callable<Integer> {

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files of rule tests.")
  private List<Path> files = new ArrayList<>();

  @Mixin private Language language = new Language();

  @Spec private CommandSpec spec = CommandSpec.create();

  TestCommand() {}

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    int failed = 0;
    for (Path file : files) {
      RuleTestReport report = RuleTests.run(file, language.promQl());
      failed += report.passed() ? 0 : 1;
      out.println(report.describe());
    }
    if (files.size() > 1) {
      out.println((files.size() - failed) + " of " + files.size() + " files passed");
    }
    return failed == 0 ? ExitCode.GOOD : ExitCode.FOUND;
  }
}
