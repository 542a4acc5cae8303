/** Checks, tests and replays rules, and asks recorded series, from the command line. */
module io.kaldrix.monitor.plugin.cli {
  requires static org.jspecify;
  requires com.fasterxml.jackson.core;
  requires info.picocli;
  requires io.kaldrix.monitor.core;
  requires java.logging;

  opens io.kaldrix.monitor.plugin.cli to
      info.picocli;
}
