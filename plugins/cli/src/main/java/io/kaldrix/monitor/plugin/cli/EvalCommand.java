package io.kaldrix.monitor.plugin.cli;

import io.kaldrix.monitor.api.query.Query;
import io.kaldrix.monitor.api.query.QueryException;
import io.kaldrix.monitor.api.query.QueryResult;
import io.kaldrix.monitor.core.history.History;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kaldrix eval}: asks recorded series. */
@Command(
    name = "eval",
    mixinStandardHelpOptions = true,
    description = {
      "Evaluates a PromQL expression over recorded series: at one instant (--at), or over a range"
          + " (--from, --to, --step).",
      "A time is seconds or milliseconds since 1970 or as in 2026-01-31T12:00:00Z; unless one is"
          + " given, it is that of the last sample."
    })
final class EvalCommand implements Callable<Integer> {

  private static final Duration ONE_MINUTE = Duration.ofMinutes(1);

  @Parameters(paramLabel = "EXPR", description = "The expression.")
  private String expression = "";

  @Mixin private Recorded recorded = new Recorded();

  @Option(names = "--at", paramLabel = "TIME", description = "When to evaluate it.")
  private @Nullable Instant at;

  @Option(names = "--from", paramLabel = "TIME", description = "First instant of a range.")
  private @Nullable Instant from;

  @Option(names = "--to", paramLabel = "TIME", description = "Last instant of a range.")
  private @Nullable Instant to;

  @Option(
      names = "--step",
      paramLabel = "DURATION",
      description = "Time between the instants of a range; 1m unless given.")
  private @Nullable Duration step;

  @Option(
      names = "--output",
      paramLabel = "HOW",
      defaultValue = "TABLE",
      description = "table, or json as Prometheus' HTTP interface has it; table unless given.")
  private Output output = Output.TABLE;

  @Mixin private Language language = new Language();

  @Spec private CommandSpec spec = CommandSpec.create();

  EvalCommand() {}

  @Override
  public Integer call() throws IOException {
    boolean ranged = from != null || to != null || step != null;
    if (ranged && at != null) {
      throw new ParameterException(
          spec.commandLine(), "--at is for one instant, --from, --to and --step are for a range");
    }
    History history = recorded.read();
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    QueryResult result;
    try {
      Query query = history.queries(language.promQl()).prepare(expression);
      result = ranged ? overRange(query, history) : query.at(or(at, history.last().orElseThrow()));
    } catch (QueryException e) {
      err.println("kaldrix: " + e.getMessage());
      return ExitCode.FOUND;
    }
    out.print(output == Output.JSON ? ResultJson.of(result) : ResultTable.of(result.value()));
    out.flush();
    if (output == Output.TABLE) {
      result.warnings().forEach(warning -> err.println("warning: " + warning));
      result.infos().forEach(info -> err.println("info: " + info));
    }
    return ExitCode.GOOD;
  }

  private QueryResult overRange(Query query, History history) {
    return query.over(
        or(from, history.first().orElseThrow()),
        or(to, history.last().orElseThrow()),
        step == null ? ONE_MINUTE : step);
  }

  private static Instant or(@Nullable Instant given, Instant otherwise) {
    return given == null ? otherwise : given;
  }
}
