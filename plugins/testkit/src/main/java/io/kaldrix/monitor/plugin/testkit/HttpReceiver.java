package io.kaldrix.monitor.plugin.testkit;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A receiver that speaks HTTP/1.1 on the loopback address: answers 200, 503 or 400, nothing at all,
 * or refuses the connection. Written on bare sockets, so that a connection without a request counts
 * as a contact too.
 */
public final class HttpReceiver implements Receiver {

  private static final int LINE_LIMIT = 65_536;
  private static final long PATIENCE_NANOS = 5_000_000_000L;

  private final Inbox inbox = new Inbox();
  private final Function<Request, String> idempotencyKey;
  private final int port;
  private final List<Socket> open = new ArrayList<>();
  private @Nullable ServerSocket server;
  private @Nullable Socket placeholder;
  private Behaviour behaviour = Behaviour.HEALTHY;

  private HttpReceiver(Function<Request, String> idempotencyKey) throws IOException {
    this.idempotencyKey = idempotencyKey;
    ServerSocket first = bound(0);
    this.port = first.getLocalPort();
    listen(first);
  }

  /**
   * One request.
   *
   * @param line the first line, such as {@code POST /hook HTTP/1.1}
   * @param headers values by name, the names in lower case
   * @param body the body in UTF-8
   */
  public record Request(String line, Map<String, String> headers, String body) {

    /** Returns a header's value, or the empty text if there is none. */
    public String header(String name) {
      return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }
  }

  /** Opens a receiver that learns the idempotency key from the header {@code Idempotency-Key}. */
  public static HttpReceiver open() {
    return open(request -> request.header("Idempotency-Key"));
  }

  /** Opens a receiver that learns the idempotency key from wherever the request has it. */
  public static HttpReceiver open(Function<Request, String> idempotencyKey) {
    try {
      return new HttpReceiver(idempotencyKey);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the address to send to. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + port + "/hook");
  }

  @Override
  public Inbox inbox() {
    return inbox;
  }

  @Override
  public synchronized void become(Behaviour next) throws IOException {
    behaviour = next;
    if (next == Behaviour.GONE) {
      close();
      placeholder = holding(port);
    } else if (server == null) {
      letGoOfThePort();
      listen(bound(port));
    }
  }

  /**
   * Keeps others from taking the port; who connects to it is refused, as nobody listens. The port
   * comes free once the thread that accepted connections there has noticed.
   */
  private static Socket holding(int port) throws IOException {
    long endNanos = System.nanoTime() + PATIENCE_NANOS;
    while (true) {
      Socket socket = new Socket();
      try {
        socket.setReuseAddress(true);
        socket.bind(address(port));
        return socket;
      } catch (BindException e) {
        socket.close();
        if (System.nanoTime() > endNanos) {
          throw e;
        }
        Thread.onSpinWait();
      }
    }
  }

  private void letGoOfThePort() throws IOException {
    if (placeholder != null) {
      placeholder.close();
      placeholder = null;
    }
  }

  @Override
  public synchronized void close() {
    try {
      if (server != null) {
        server.close();
        server = null;
      }
      letGoOfThePort();
      for (Socket socket : open) {
        socket.close();
      }
      open.clear();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ServerSocket bound(int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    socket.setReuseAddress(true);
    socket.bind(address(port));
    return socket;
  }

  private static InetSocketAddress address(int port) throws IOException {
    return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
  }

  private synchronized void listen(ServerSocket socket) {
    server = socket;
    daemon(
        () -> {
          while (true) {
            Socket connection = socket.accept();
            inbox.contacted();
            keep(connection);
            daemon(() -> serve(connection));
          }
        });
  }

  private synchronized void keep(Socket connection) throws IOException {
    if (server == null) {
      connection.close();
    } else {
      open.add(connection);
    }
  }

  private void serve(Socket connection) throws IOException {
    Request request = read(connection.getInputStream());
    String status;
    synchronized (this) {
      switch (behaviour) {
        case HEALTHY -> {
          status = "200 OK";
          inbox.accepted(idempotencyKey.apply(request), request.body());
        }
        case FAILS_FOR_NOW -> status = "503 Service Unavailable";
        case FAILS_FOR_GOOD -> status = "400 Bad Request";
        default -> {
          return; // the connection stays open until close()
        }
      }
    }
    String answer = "HTTP/1.1 " + status + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    connection.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
    connection.close();
  }

  private static Request read(InputStream in) throws IOException {
    String first = line(in);
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    byte[] body =
        headers.getOrDefault("transfer-encoding", "").equals("chunked")
            ? chunks(in)
            : exactly(in, Integer.parseInt(headers.getOrDefault("content-length", "0")));
    return new Request(first, headers, new String(body, StandardCharsets.UTF_8));
  }

  private static byte[] chunks(InputStream in) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int size = chunkSize(in); size > 0; size = chunkSize(in)) {
      body.writeBytes(exactly(in, size));
      line(in);
    }
    line(in);
    return body.toByteArray();
  }

  private static int chunkSize(InputStream in) throws IOException {
    return Integer.parseInt(line(in).split(";", 2)[0].strip(), 16);
  }

  private static byte[] exactly(InputStream in, int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException(bytes.length + " of " + length + " bytes");
    }
    return bytes;
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0 || line.size() > LINE_LIMIT) {
        throw new EOFException("no end of line");
      }
      line.write(b);
    }
    return line.toString(StandardCharsets.UTF_8).stripTrailing();
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void daemon(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // closed by us, or the other side went away: the contract sees what came of it
              }
            },
            "http-receiver");
    thread.setDaemon(true);
    thread.start();
  }
}
