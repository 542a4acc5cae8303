package io.kaldrix.monitor.example.dagnode;

import io.kaldrix.monitor.api.health.HealthResult;
import io.kaldrix.monitor.core.KaldrixMonitor;
import io.kaldrix.monitor.example.dagnode.fault.Faults;
import io.kaldrix.monitor.example.dagnode.load.LoadGenerator;
import io.kaldrix.monitor.example.dagnode.load.LoadSettings;
import io.kaldrix.monitor.example.dagnode.node.LedgerNetwork;
import io.kaldrix.monitor.example.dagnode.node.LedgerNode;
import io.kaldrix.monitor.example.dagnode.node.NetworkSettings;
import io.kaldrix.monitor.example.dagnode.scenario.Scenario;
import io.kaldrix.monitor.example.dagnode.terminal.Terminal;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.DiskSpaceMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.logging.LogManager;

/**
 * A DAG ledger that watches itself. Starts four nodes and a load, starts a monitor over their
 * meters, lets four things go wrong one after the other, and shows what the monitor makes of it.
 * Exit code 0 says that every alert that had to fire did, and resolved, and no other did.
 *
 * <p>{@link #monitor} is all that it takes to be watched.
 */
public final class DagNodeDemo {

  private DagNodeDemo() {}

  /** Plays the demo; {@code --help} tells the options. */
  public static void main(String[] arguments) throws Exception {
    if (Arrays.asList(arguments).contains("--help")) {
      System.out.print(DemoOptions.USAGE);
      return;
    }
    configureLog();
    System.exit(play(arguments));
  }

  private static void configureLog() throws IOException {
    try (InputStream settings = DagNodeDemo.class.getResourceAsStream("logging.properties")) {
      LogManager.getLogManager().readConfiguration(settings);
    }
  }

  private static int play(String[] arguments) throws Exception {
    try {
      return play(DemoOptions.parse(arguments)) ? 0 : 1;
    } catch (IllegalArgumentException e) { // a wrong option, or a wrong setting
      System.err.println(e.getMessage());
      return 2;
    }
  }

  private static boolean play(DemoOptions options) throws IOException, InterruptedException {
    Terminal terminal = new Terminal(System.out, Terminal.wantsColour());
    Show show = new Show(terminal);
    MeterRegistry registry = new SimpleMeterRegistry();
    try (WebhookReceiver receiver = new WebhookReceiver(show::arrived);
        LedgerNetwork network =
            LedgerNetwork.start(NetworkSettings.in(options.dataDirectory()), registry);
        KaldrixMonitor monitor = monitor(options, registry, network, receiver, show);
        LoadGenerator load = LoadGenerator.start(network, LoadSettings.around(options.rate()))) {
      watchProcess(registry, options);
      Scenario scenario = Scenario.over(options.duration(), new Faults(network));
      return show.play(scenario, monitor, load, receiver);
    }
  }

  /** Starts the monitor: a registry, a configuration, and what only the host knows. */
  private static KaldrixMonitor monitor(
      DemoOptions options,
      MeterRegistry registry,
      LedgerNetwork network,
      WebhookReceiver receiver,
      Show show) {
    KaldrixMonitor.Builder builder =
        KaldrixMonitor.builder()
            .meterRegistry(registry)
            .configuration(options.configuration())
            .variable("WEBHOOK_URL", receiver.url())
            .alertListener(show::alertMoved);
    for (LedgerNode node : network.nodes()) {
      builder.healthCheck(
          node.name(),
          () ->
              node.isRunning()
                  ? HealthResult.up("takes part").detail("height", node.height())
                  : HealthResult.down("stopped"));
    }
    return builder.start();
  }

  private static void watchProcess(MeterRegistry registry, DemoOptions options) {
    new ProcessorMetrics().bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new DiskSpaceMetrics(options.dataDirectory().toFile()).bindTo(registry);
  }
}
