package io.kaldrix.monitor.plugin.cli;

import io.kaldrix.monitor.api.plugin.DurationText;
import io.kaldrix.monitor.core.history.InstantText;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The program {@code kaldrix}. It ends with 0 if all is well, with 1 if something was found that is
 * not, and with 2 if it was called wrongly or cannot read what it was given.
 */
@Command(
    name = "kaldrix",
    description = "Checks, tests and replays rules, and asks recorded series.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {
      CheckCommand.class,
      TestCommand.class,
      EvalCommand.class,
      BacktestCommand.class,
      CommandLine.HelpCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      " 0:all is well",
      " 1:something was found that is not",
      " 2:called wrongly, or a file cannot be read"
    })
public final class Kaldrix {

  private static final Logger LOG = Logger.getLogger("io.kaldrix");

  Kaldrix() {}

  /** Runs the program and ends the process with its exit code. */
  public static void main(String[] arguments) {
    LOG.setLevel(Level.OFF); // commands say themselves what is wrong
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int code = run(out, err, arguments);
    out.flush();
    err.flush();
    System.exit(code);
  }

  /**
   * Runs the program and returns its exit code.
   *
   * @param out takes what was asked for
   * @param err takes what went wrong, and how far it is
   */
  public static int run(PrintWriter out, PrintWriter err, String... arguments) {
    CommandLine line = new CommandLine(new Kaldrix());
    line.setOut(out).setErr(err);
    line.setUsageHelpAutoWidth(true);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.registerConverter(Instant.class, Kaldrix::instant);
    line.registerConverter(Duration.class, Kaldrix::duration);
    line.setExecutionExceptionHandler(
        (exception, command, parsed) -> {
          command.getErr().println("kaldrix: " + Problems.of(exception));
          return ExitCode.CALLED_WRONGLY;
        });
    if (arguments.length == 0) {
      line.usage(err);
      return ExitCode.CALLED_WRONGLY;
    }
    return line.execute(arguments);
  }

  private static Instant instant(String text) {
    try {
      return InstantText.parse(text);
    } catch (IllegalArgumentException e) {
      throw new CommandLine.TypeConversionException(String.valueOf(e.getMessage()));
    }
  }

  private static Duration duration(String text) {
    return DurationText.parse(text)
        .orElseThrow(
            () ->
                new CommandLine.TypeConversionException(
                    "'" + text + "' must be " + DurationText.ALLOWED));
  }
}
