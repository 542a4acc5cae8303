package io.kaldrix.monitor.plugin.testkit;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A real Prometheus server on a free port of this machine, to compare with. Skipped as {@link
 * DebianPackage} says where it is not installed.
 */
public final class PrometheusServer implements AutoCloseable {

  private static final String READY = "Server is ready to receive web requests";

  private final Process process;
  private final URI address;

  private PrometheusServer(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /**
   * Starts a server and waits until it answers.
   *
   * @param directory an empty one, for its configuration, data and log
   * @param configuration as YAML; {@code {}} has the server collect nothing
   */
  public static PrometheusServer start(Path directory, String configuration) throws IOException {
    Path program = DebianPackage.program("prometheus", "prometheus");
    Path file = Files.writeString(directory.resolve("prometheus.yml"), configuration);
    int port = freePort();
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--config.file=" + file,
                "--storage.tsdb.path=" + directory.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port)
            .redirectErrorStream(true)
            .start();
    awaitReady(process, directory.resolve("prometheus.log"));
    return new PrometheusServer(process, URI.create("http://127.0.0.1:" + port));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void awaitReady(Process process, Path log) throws IOException {
    StringBuilder said = new StringBuilder();
    BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      said.append(line).append('\n');
      if (line.contains(READY)) {
        drain(lines, log.toFile());
        return;
      }
    }
    throw new AssertionError("prometheus does not start:\n" + said);
  }

  /** Nobody reads what it says from here on, and it must not wait for that. */
  private static void drain(BufferedReader lines, File log) {
    Thread drain =
        new Thread(
            () -> {
              try (var out = Files.newBufferedWriter(log.toPath())) {
                lines.transferTo(out);
              } catch (IOException e) {
                // the server has ended
              }
            },
            "prometheus-log");
    drain.setDaemon(true);
    drain.start();
  }

  /** Returns the address that the server answers at, without a path. */
  public URI address() {
    return address;
  }

  /** Ends the server and waits for that. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
