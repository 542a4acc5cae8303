package io.kaldrix.monitor.plugin.cli;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.plugin.DurationText;
import io.kaldrix.monitor.core.history.History;
import io.kaldrix.monitor.core.rule.backtest.Backtest;
import io.kaldrix.monitor.core.rule.backtest.BacktestProgress;
import io.kaldrix.monitor.core.rule.backtest.BacktestReport;
import io.kaldrix.monitor.core.rule.file.RuleFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code kaldrix backtest}: says what rules would have said of the past. */
@Command(
    name = "backtest",
    mixinStandardHelpOptions = true,
    description = {
      "Replays rules over recorded series in virtual time and says what would have fired, how"
          + " often, for how long, and how often somebody would have been told.",
      "FLAPS are firings shortly after the same alert had ended, WAITS pending alerts that never"
          + " fired."
    })
final class BacktestCommand implements Callable<Integer> {

  @Option(
      names = "--rules",
      required = true,
      arity = "1..*",
      paramLabel = "FILE",
      description = "Prometheus rule files.")
  private List<Path> rules = new ArrayList<>();

  @Mixin private Recorded recorded = new Recorded();

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "First tick; the first sample unless given.")
  private @Nullable Instant from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      description = "Last tick; the last sample unless given.")
  private @Nullable Instant to;

  @Option(
      names = "--step",
      paramLabel = "DURATION",
      defaultValue = "1m",
      description = "Time between ticks; 1m unless given.")
  private Duration step = Duration.ofMinutes(1);

  @Option(
      names = "--flap-within",
      paramLabel = "DURATION",
      defaultValue = "15m",
      description = "An alert that fires again so soon flaps; 15m unless given.")
  private Duration flapWithin = Duration.ofMinutes(15);

  @Option(
      names = "--external-label",
      paramLabel = "NAME=VALUE",
      description = "What templates take from $$externalLabels.")
  private Map<String, String> externalLabels = new LinkedHashMap<>();

  @Option(
      names = "--max-pages",
      paramLabel = "COUNT",
      description = "End with exit code 1 if somebody would have been told more often.")
  private @Nullable Integer maxPages;

  @Option(
      names = "--output",
      paramLabel = "HOW",
      defaultValue = "TABLE",
      description = "table or json; table unless given.")
  private Output output = Output.TABLE;

  @Option(names = "--quiet", description = "Do not say on the way how far it is.")
  private boolean quiet;

  @Mixin private Language language = new Language();

  @Spec private CommandSpec spec = CommandSpec.create();

  BacktestCommand() {}

  @Override
  public Integer call() throws IOException {
    History history = recorded.read();
    Instant first = from == null ? history.first().orElseThrow() : from;
    Instant last = to == null ? history.last().orElseThrow() : to;
    BacktestReport report =
        Backtest.of(RuleFiles.read(rules, language.promQl()))
            .withStep(step)
            .withDialect(language.promQl())
            .withExternalLabels(Labels.of(externalLabels))
            .withFlapWithin(flapWithin)
            .run(history.series(), first, last, progress());
    PrintWriter out = spec.commandLine().getOut();
    out.print(output == Output.JSON ? report.json() + "\n" : report.table());
    out.flush();
    int pages = report.pages().values().stream().mapToInt(Integer::intValue).sum();
    boolean tooMany = maxPages != null && pages > maxPages;
    if (tooMany) {
      spec.commandLine().getErr().println(pages + " pages, at most " + maxPages + " are allowed");
    }
    return tooMany || !report.problems().isEmpty() ? ExitCode.FOUND : ExitCode.GOOD;
  }

  private Consumer<BacktestProgress> progress() {
    PrintWriter err = spec.commandLine().getErr();
    return progress -> {
      if (!quiet && progress.share() < 1) {
        err.printf(
            "%3.0f %% at %s, %s so far, about %s left%n",
            progress.share() * 100,
            progress.at(),
            DurationText.format(Duration.ofSeconds(progress.elapsed().toSeconds())),
            DurationText.format(Duration.ofSeconds(progress.left().toSeconds())));
      }
    };
  }
}
