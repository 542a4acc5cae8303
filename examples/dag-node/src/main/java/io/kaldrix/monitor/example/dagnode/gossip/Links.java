package io.kaldrix.monitor.example.dagnode.gossip;

import io.kaldrix.monitor.example.dagnode.dag.Seat;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All connections of one node, served by the node's one thread.
 *
 * <p>Of two validators the one with the higher index dials, again and again until the other
 * answers. Both introduce themselves with a signed {@link Frame.Hello}; until then the other side
 * is a stranger, who may hand in bundles and nothing else. Whoever sends what is no frame, does not
 * read, or is silent for {@link #SILENCE} is cut off, and that is all that can come of it.
 *
 * <p>Only {@link #wakeUp} may be called by other threads.
 */
public final class Links implements AutoCloseable {
  /** How long a link may be silent before it counts as dead. */
  public static final Duration SILENCE = Duration.ofSeconds(2);

  private static final Logger log = LoggerFactory.getLogger(Links.class);
  private static final Duration REDIAL = Duration.ofMillis(250);
  private static final Duration HELLO_AGE = Duration.ofSeconds(10);
  private static final int MAX_STRANGERS = 64;

  private final Seat seat;
  private final IntUnaryOperator ports;
  private final InstantSource clock;
  private final Traffic traffic;
  private final Selector selector;
  private final ServerSocketChannel server;
  private final Set<Link> links = new LinkedHashSet<>();
  private final long[] lastHelloMicros;
  private long nextDialNanos;

  /**
   * Opens the node's server socket on the loopback address.
   *
   * @param port the port to listen on, 0 for any that is free
   * @param ports the port of each validator by its index, 0 while it is not known; asked again for
   *     each call
   * @throws IOException if the port is taken
   */
  public Links(Seat seat, int port, IntUnaryOperator ports, InstantSource clock, Traffic traffic)
      throws IOException {
    this.seat = seat;
    this.ports = ports;
    this.clock = clock;
    this.traffic = traffic;
    this.lastHelloMicros = new long[seat.committee().size()];
    this.nextDialNanos = System.nanoTime();
    this.selector = Selector.open();
    this.server = ServerSocketChannel.open();
    try {
      server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      server.bind(loopback(port)).configureBlocking(false);
      server.register(selector, SelectionKey.OP_ACCEPT);
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  /** Returns the port that this node listens on. */
  public int port() {
    return server.socket().getLocalPort();
  }

  /** Returns the validators on the line that were heard of lately, by index. */
  public List<Integer> connected() {
    long now = System.nanoTime();
    return links.stream()
        .filter(link -> !link.isStranger() && link.silentNanos(now) < SILENCE.toNanos())
        .map(Link::peer)
        .sorted()
        .toList();
  }

  /** Sends {@code frame} to every peer on the line, with the next {@link #poll}. */
  public void broadcast(Frame frame) {
    ByteBuffer bytes = frame.toBytes();
    for (Link link : List.copyOf(links)) {
      if (!link.isStranger()) {
        send(link, bytes.duplicate());
      }
    }
  }

  /** Sends {@code frame} to {@code peer}, if it is on the line, with the next {@link #poll}. */
  public void send(int peer, Frame frame) {
    for (Link link : List.copyOf(links)) {
      if (link.peer() == peer) {
        send(link, frame.toBytes());
      }
    }
  }

  /**
   * Sends what waits, takes in what comes, waiting for it at most {@code timeoutNanos}, and keeps
   * the connections in order.
   *
   * @throws IOException if the selector or {@code receiver} fails; a link that fails is only cut
   */
  public void poll(long timeoutNanos, FrameReceiver receiver) throws IOException {
    List.copyOf(links).forEach(this::flush);
    selector.select(Math.max(1, Math.min(timeoutNanos, REDIAL.toNanos()) / 1_000_000));
    for (SelectionKey key : selector.selectedKeys()) {
      if (key.isValid() && key.isAcceptable()) {
        accept();
      } else if (key.isValid() && key.attachment() instanceof Link link) {
        serve(link, key, receiver);
      }
    }
    selector.selectedKeys().clear();
    long now = System.nanoTime();
    for (Link link : List.copyOf(links)) {
      if (link.silentNanos(now) > SILENCE.toNanos()) {
        cut(link, "silent");
      }
    }
    if (now - nextDialNanos >= 0) {
      nextDialNanos = now + REDIAL.toNanos();
      IntStream.range(0, seat.index()).filter(this::isMissing).forEach(this::dial);
    }
  }

  /** Makes a {@link #poll} that waits return at once. */
  public void wakeUp() {
    selector.wakeup();
  }

  @Override
  public void close() throws IOException {
    List.copyOf(links).forEach(link -> cut(link, "closing"));
    server.close();
    selector.close();
  }

  private void accept() throws IOException {
    SocketChannel channel = server.accept();
    if (channel != null) {
      add(channel, Link.NOBODY).interestOps(SelectionKey.OP_READ);
      List<Link> strangers = links.stream().filter(Link::isStranger).toList();
      if (strangers.size() > MAX_STRANGERS) {
        cut(strangers.get(0), "too many strangers");
      }
    }
  }

  private boolean isMissing(int peer) {
    return links.stream().noneMatch(link -> link.peer() == peer || link.dialled() == peer);
  }

  private void dial(int peer) {
    int port = ports.applyAsInt(peer);
    if (port == 0) {
      return;
    }
    try {
      SocketChannel channel = SocketChannel.open();
      SelectionKey key = add(channel, peer).interestOps(SelectionKey.OP_CONNECT);
      if (channel.connect(loopback(port))) {
        introduceOurselves((Link) key.attachment(), peer);
      }
    } catch (IOException e) {
      log.debug("validator {} does not answer: {}", peer, e.getMessage());
      links.stream()
          .filter(link -> link.dialled() == peer)
          .toList()
          .forEach(l -> cut(l, "refused"));
    }
  }

  private SelectionKey add(SocketChannel channel, int dialled) throws IOException {
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    Link link = new Link(channel, dialled, traffic, System.nanoTime());
    links.add(link);
    return channel.register(selector, 0, link);
  }

  private void serve(Link link, SelectionKey key, FrameReceiver receiver) throws IOException {
    try {
      if (key.isConnectable() && link.channel().finishConnect()) {
        introduceOurselves(link, link.dialled());
      }
    } catch (IOException e) {
      cut(link, "refused");
    }
    if (key.isValid() && key.isReadable()) {
      read(link, receiver);
    }
  }

  private void read(Link link, FrameReceiver receiver) throws IOException {
    boolean open = false;
    try {
      open = link.read(System.nanoTime());
    } catch (IOException e) {
      log.debug("reading from validator {} fails: {}", link.peer(), e.getMessage());
    }
    Optional<Frame> frame = next(link);
    while (frame.isPresent()) {
      receive(link, frame.get(), receiver);
      frame = next(link);
    }
    if (!open) {
      cut(link, "gone");
    }
  }

  private Optional<Frame> next(Link link) {
    if (!links.contains(link)) {
      return Optional.empty();
    }
    try {
      return link.next();
    } catch (MalformedFrameException e) {
      cut(link, e.getMessage());
      return Optional.empty();
    }
  }

  private void receive(Link link, Frame frame, FrameReceiver receiver) throws IOException {
    if (frame instanceof Frame.Submission submission) {
      receiver.submitted(submission.bundle());
    } else if (frame instanceof Frame.Hello hello) {
      greet(link, hello, receiver);
    } else if (link.isStranger()) {
      cut(link, "a stranger may not send this");
    } else if (frame instanceof Frame.Announcement announcement) {
      receiver.announced(announcement.vertex());
    } else if (frame instanceof Frame.Answer answer) {
      receiver.answered(answer.vertex());
    } else if (frame instanceof Frame.Request request) {
      receiver.requested(link.peer(), request.round());
    }
  }

  private void greet(Link link, Frame.Hello hello, FrameReceiver receiver) {
    if (!isAcceptable(link, hello)) {
      cut(link, "not who it says");
      return;
    }
    int peer = hello.validator();
    lastHelloMicros[peer] = hello.sentMicros();
    for (Link other : List.copyOf(links)) {
      if (other.peer() == peer && other != link) {
        cut(other, "replaced");
      }
    }
    link.introduce(peer);
    if (link.dialled() == Link.NOBODY) {
      introduceOurselves(link, peer);
    }
    receiver.connected(peer);
  }

  /** A hello counts once, and not for long, so that nobody can use it again. */
  private boolean isAcceptable(Link link, Frame.Hello hello) {
    long age = nowMicros() - hello.sentMicros();
    return link.isStranger()
        && (link.dialled() == Link.NOBODY || link.dialled() == hello.validator())
        && Math.abs(age) < HELLO_AGE.toNanos() / 1_000
        && seat.committee().has(hello.validator())
        && hello.sentMicros() > lastHelloMicros[hello.validator()]
        && hello.isGenuine(seat.committee(), seat.index());
  }

  private void introduceOurselves(Link link, int peer) {
    send(link, Frame.Hello.create(seat.signer(), seat.index(), peer, nowMicros()).toBytes());
    flush(link);
  }

  private long nowMicros() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
  }

  private void send(Link link, ByteBuffer bytes) {
    try {
      link.send(bytes);
    } catch (IOException e) {
      cut(link, e.getMessage());
    }
  }

  private void flush(Link link) {
    SelectionKey key = link.channel().keyFor(selector);
    if (key == null || !link.channel().isConnected()) {
      return;
    }
    try {
      link.flush(key);
    } catch (IOException e) {
      cut(link, e.getMessage());
    }
  }

  private void cut(Link link, @Nullable String reason) {
    if (!links.remove(link)) {
      return;
    }
    log.debug("node {} cuts its link to validator {}: {}", seat.index(), link.peer(), reason);
    try {
      link.channel().close();
    } catch (IOException e) {
      log.debug("closing a link fails", e);
    }
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }
}
