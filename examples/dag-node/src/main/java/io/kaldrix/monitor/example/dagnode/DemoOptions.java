package io.kaldrix.monitor.example.dagnode;

import io.kaldrix.monitor.api.plugin.DurationText;
import io.kaldrix.monitor.example.dagnode.scenario.Scenario;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What the command line says.
 *
 * @param duration how long the demo plays
 * @param configuration the monitor's configuration
 * @param dataDirectory where the nodes keep their logs
 * @param rate transactions a second
 */
record DemoOptions(Duration duration, Path configuration, Path dataDirectory, double rate) {

  static final String USAGE =
      """
      options:
        --duration TIME   how long to play, such as 85s or 5m (default 85s, the shortest)
        --config FILE     the monitor's configuration (default kaldrix.yml)
        --data DIRECTORY  where the nodes keep their logs (default target/dag-node-data)
        --rate NUMBER     transactions a second (default 150)
        --help            this text
      """;

  private static final List<String> OPTIONS = List.of("--duration", "--config", "--data", "--rate");

  private static final DemoOptions DEFAULTS =
      new DemoOptions(
          Scenario.SHORTEST, Path.of("kaldrix.yml"), Path.of("target", "dag-node-data"), 150);

  /**
   * Reads a command line.
   *
   * @throws IllegalArgumentException if it is wrong
   */
  static DemoOptions parse(String... arguments) {
    DemoOptions options = DEFAULTS;
    for (int i = 0; i < arguments.length; i += 2) {
      String option = arguments[i];
      if (!OPTIONS.contains(option)) {
        throw new IllegalArgumentException("unknown option '" + option + "'\n" + USAGE);
      }
      if (i + 1 == arguments.length) {
        throw new IllegalArgumentException("option '" + option + "' has no value\n" + USAGE);
      }
      options = options.with(option, arguments[i + 1]);
    }
    return options;
  }

  private DemoOptions with(String option, String value) {
    return switch (option) {
      case "--duration" -> new DemoOptions(duration(value), configuration, dataDirectory, rate);
      case "--config" -> new DemoOptions(duration, Path.of(value), dataDirectory, rate);
      case "--data" -> new DemoOptions(duration, configuration, Path.of(value), rate);
      default -> new DemoOptions(duration, configuration, dataDirectory, rate(value));
    };
  }

  private static Duration duration(String value) {
    return DurationText.parse(value)
        .filter(duration -> duration.compareTo(Scenario.SHORTEST) >= 0)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "--duration is '"
                        + value
                        + "', must be "
                        + DurationText.ALLOWED
                        + ", "
                        + DurationText.format(Scenario.SHORTEST)
                        + " or longer"));
  }

  private static double rate(String value) {
    try {
      double rate = Double.parseDouble(value);
      if (rate > 0 && rate <= 1_000) {
        return rate;
      }
    } catch (NumberFormatException e) {
      // told below, with what is allowed
    }
    throw new IllegalArgumentException(
        "--rate is '" + value + "', must be a number above 0, up to 1000");
  }
}
