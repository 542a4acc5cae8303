package io.kaldrix.monitor.core.health;

import io.kaldrix.monitor.api.plugin.Settings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/**
 * Where a probe connects to.
 *
 * @param host name or address
 * @param port from 1 to 65535
 * @param timeout how long connecting, and each wait for an answer, may take
 */
record Endpoint(String host, int port, Duration timeout) {

  static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(3);

  private static final int MOST_PORT = 65_535;

  /** Reads {@code host}, {@code port} and {@code timeout}. */
  static Endpoint read(Settings settings) {
    if (!settings.has("port")) {
      throw settings.invalid("port", "a port from 1 to " + MOST_PORT);
    }
    return read(settings, 0);
  }

  /** Reads {@code host}, {@code port} if it is set, and {@code timeout}. */
  static Endpoint read(Settings settings, int fallbackPort) {
    String host = settings.string("host");
    if (host.isBlank()) {
      throw settings.invalid("host", "a name or an address");
    }
    return new Endpoint(
        host,
        (int) settings.integer("port", fallbackPort, 1, MOST_PORT),
        settings.duration("timeout", DEFAULT_TIMEOUT));
  }

  /**
   * Returns a connected socket, whose reads time out. A thread that waits for it can be
   * interrupted, which is why it is a channel's.
   *
   * @throws IOException if it cannot be connected in time
   */
  @SuppressWarnings("resource") // closing the socket closes the channel
  Socket connect() throws IOException {
    InetSocketAddress address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      throw new UnknownHostException("the name is not known");
    }
    int timeoutMillis = Math.toIntExact(Math.min(Integer.MAX_VALUE, timeout.toMillis()));
    Socket socket = SocketChannel.open().socket();
    try {
      socket.setSoTimeout(timeoutMillis);
      socket.connect(address, timeoutMillis);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** Returns why there is no connection, in a few words. */
  static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  @Override
  public String toString() {
    return host.indexOf(':') < 0 ? host + ":" + port : "[" + host + "]:" + port;
  }
}
