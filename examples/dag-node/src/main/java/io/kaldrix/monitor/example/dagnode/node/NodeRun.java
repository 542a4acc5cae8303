package io.kaldrix.monitor.example.dagnode.node;

import io.kaldrix.monitor.example.dagnode.consensus.Admission;
import io.kaldrix.monitor.example.dagnode.consensus.CatchUp;
import io.kaldrix.monitor.example.dagnode.consensus.Replica;
import io.kaldrix.monitor.example.dagnode.consensus.Settlement;
import io.kaldrix.monitor.example.dagnode.dag.Vertex;
import io.kaldrix.monitor.example.dagnode.dag.VertexCheck;
import io.kaldrix.monitor.example.dagnode.dag.VertexLog;
import io.kaldrix.monitor.example.dagnode.gossip.Frame;
import io.kaldrix.monitor.example.dagnode.gossip.FrameReceiver;
import io.kaldrix.monitor.example.dagnode.gossip.Links;
import io.kaldrix.monitor.example.dagnode.ledger.Bundle;
import io.kaldrix.monitor.example.dagnode.ledger.Checkpoint;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One life of a node, from start to stop: a single thread that carries bundles and vertices between
 * the sockets, the {@link Replica}, the disk and the meters. Everything it holds is its own, save
 * the inbox and the {@link NodeState}.
 */
final class NodeRun implements Runnable, FrameReceiver {
  private static final Logger log = LoggerFactory.getLogger(NodeRun.class);
  private static final long HEARTBEAT_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final long NAP_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final int ANSWER_LIMIT = 64;
  private static final int INBOX_CAPACITY = 10_000;

  private final NodeSetup setup;
  private final NodeState state;
  private final TransactionMeters transactions;
  private final VertexMeters vertices;
  private final Links links;
  private final Replica replica;
  private final CatchUp catchUp;
  private final VertexLog vertexLog;
  private final BlockingQueue<Bundle> inbox = new ArrayBlockingQueue<>(INBOX_CAPACITY);
  private volatile boolean stopping;

  private long lastVertexNanos = System.nanoTime();
  private long lastQuorum;
  private long lastQuorumNanos;
  private boolean wasLive;
  private long lastCommitNanos = System.nanoTime();
  private long lastHeartbeatNanos = System.nanoTime();
  private int asked;
  private Checkpoint lastCheckpoint;

  /**
   * Takes up the vertex log and opens the port.
   *
   * @param port 0 for any that is free
   */
  NodeRun(
      NodeSetup setup,
      NodeState state,
      TransactionMeters transactions,
      VertexMeters vertices,
      int port)
      throws IOException {
    this.setup = setup;
    this.state = state;
    this.transactions = transactions;
    this.vertices = vertices;
    this.replica =
        new Replica(setup.seat(), setup.opening(), setup.roundInterval(), System.nanoTime());
    this.catchUp = new CatchUp(setup.roundInterval(), System.nanoTime());
    this.lastCheckpoint = replica.book().checkpoint(0);
    this.links = new Links(setup.seat(), port, setup.ports(), setup.clock(), state.traffic());
    state.checkpoints().clear();
    try {
      this.vertexLog = VertexLog.open(setup.logFile(), this::replay);
    } catch (IOException | RuntimeException e) {
      links.close();
      throw e;
    }
    lastQuorum = replica.dag().highestQuorum();
    publish();
  }

  int port() {
    return links.port();
  }

  /** Hands a bundle in, from any thread; returns whether there is room for it. */
  boolean submit(Bundle bundle) {
    boolean room = inbox.offer(bundle);
    links.wakeUp();
    return room;
  }

  /** Asks the thread to end, from any thread. */
  void stop() {
    stopping = true;
    links.wakeUp();
  }

  @Override
  public void run() {
    try (vertexLog;
        links) {
      while (!stopping) {
        takeInbox();
        makeVertex();
        keepUp();
        publish();
        exchange();
      }
    } catch (IOException | RuntimeException e) {
      log.error("{} stops because it fails", setup.name(), e);
    } finally {
      state.setStatus(state.status().stopped());
      state.tellChange();
    }
  }

  @Override
  public void connected(int peer) {
    links.send(peer, new Frame.Request(replica.dag().highestQuorum() + 1));
  }

  @Override
  public void submitted(Bundle bundle) {
    Admission admission = replica.submit(bundle, System.nanoTime());
    vertices.submitted(admission);
    transactions.submitted(bundle.transactions().size(), admission);
  }

  @Override
  public void announced(Vertex vertex) throws IOException {
    if (takeIn(vertex)) {
      vertices.propagated(nowMicros() - vertex.createdMicros());
      measureRound(true);
    }
  }

  @Override
  public void answered(Vertex vertex) throws IOException {
    takeIn(vertex);
    measureRound(false);
  }

  @Override
  public void requested(int peer, long round) {
    for (Vertex vertex : replica.dag().from(round, ANSWER_LIMIT)) {
      links.send(peer, new Frame.Answer(vertex));
    }
  }

  private void replay(Vertex vertex) {
    replica.receive(vertex);
    for (Settlement settlement : replica.settle()) {
      note(settlement.checkpoint());
    }
  }

  private void note(Checkpoint checkpoint) {
    lastCheckpoint = checkpoint;
    state.checkpoints().add(checkpoint);
  }

  private void takeInbox() {
    for (Bundle bundle = inbox.poll(); bundle != null; bundle = inbox.poll()) {
      submitted(bundle);
    }
  }

  private void makeVertex() throws IOException {
    Vertex vertex = replica.nextVertex(System.nanoTime(), nowMicros()).orElse(null);
    if (vertex == null) {
      return;
    }
    write(vertex); // before anyone sees it, or a crash could make us say two things in one round
    links.broadcast(new Frame.Announcement(vertex));
    long now = System.nanoTime();
    vertices.created(now - lastVertexNanos);
    lastVertexNanos = now;
    measureRound(true);
    settle();
  }

  private void write(Vertex vertex) throws IOException {
    long start = System.nanoTime();
    pause(state.diskDelay().toNanos());
    vertexLog.append(vertex);
    vertexLog.force();
    vertices.written(System.nanoTime() - start);
  }

  /** Takes in a vertex of a peer and returns whether it was new and sound. */
  private boolean takeIn(Vertex vertex) throws IOException {
    if (replica.dag().knows(vertex.ref())) {
      return false;
    }
    VertexCheck check = VertexCheck.of(vertex, setup.seat().committee());
    vertices.checked(check);
    if (!check.valid()) {
      return false;
    }
    List<Vertex> entered = replica.receive(vertex);
    for (Vertex each : entered) {
      vertexLog.append(each); // forced with our next own one; until then peers have it
    }
    vertices.received(entered.size());
    settle();
    return true;
  }

  private void settle() {
    for (Settlement settlement : replica.settle()) {
      long now = System.nanoTime();
      lastCommitNanos = now;
      vertices.committed(settlement.vertices());
      settlement.bundles().forEach(settled -> transactions.settled(settled, now));
      note(settlement.checkpoint());
      publish();
      state.tellChange();
    }
  }

  /** Notes a new quorum; while catching up they come in a rush that says nothing of their pace. */
  private void measureRound(boolean live) {
    long quorum = replica.dag().highestQuorum();
    if (quorum > lastQuorum) {
      long now = System.nanoTime();
      if (live && wasLive && quorum == lastQuorum + 1) {
        vertices.round(now - lastQuorumNanos);
      }
      lastQuorum = quorum;
      lastQuorumNanos = now;
      wasLive = live;
    }
  }

  private void keepUp() {
    long now = System.nanoTime();
    if (now - lastHeartbeatNanos >= HEARTBEAT_NANOS) {
      lastHeartbeatNanos = now;
      links.broadcast(new Frame.Heartbeat());
    }
    catchUp
        .roundToAskFor(replica.dag(), now - lastVertexNanos, now)
        .ifPresent(round -> ask(new Frame.Request(round)));
  }

  /** Asks one peer, the next one each time, since any may be behind itself. */
  private void ask(Frame.Request request) {
    List<Integer> peers = links.connected();
    if (!peers.isEmpty()) {
      links.send(peers.get(asked++ % peers.size()), request);
    }
  }

  private void publish() {
    state.setStatus(
        new NodeStatus(
            true,
            replica.dag().highestRound(),
            lastCheckpoint.round(),
            lastCheckpoint.transactions(),
            links.connected().size(),
            replica.waiting(),
            replica.participation(),
            lastCommitNanos));
  }

  private void exchange() throws IOException {
    if (state.isStalled()) {
      LockSupport.parkNanos(NAP_NANOS);
    } else {
      links.poll(Math.min(replica.untilDueNanos(System.nanoTime()), NAP_NANOS), this);
    }
  }

  private void pause(long nanos) {
    long end = System.nanoTime() + nanos;
    while (!stopping && System.nanoTime() - end < 0) {
      LockSupport.parkNanos(Math.min(NAP_NANOS, end - System.nanoTime()));
    }
  }

  private long nowMicros() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, setup.clock().instant());
  }
}
