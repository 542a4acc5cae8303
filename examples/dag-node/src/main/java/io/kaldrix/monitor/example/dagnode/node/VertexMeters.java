package io.kaldrix.monitor.example.dagnode.node;

import io.kaldrix.monitor.example.dagnode.consensus.Admission;
import io.kaldrix.monitor.example.dagnode.dag.VertexCheck;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/** What a node records about vertices, rounds, signatures and its disk. */
final class VertexMeters {
  private final Counter created;
  private final Counter received;
  private final Counter committed;
  private final Counter genuine;
  private final Counter forged;
  private final Timer time;
  private final Timer propagation;
  private final Timer round;
  private final Timer diskWrite;

  VertexMeters(MeterRegistry registry, Tags tags) {
    created = counter(registry, tags, "dag.vertices.created", "Vertices that this node made");
    received = counter(registry, tags, "dag.vertices.received", "Vertices of others taken in");
    committed = counter(registry, tags, "dag.vertices.committed", "Vertices put in order");
    genuine = verified(registry, tags, "ok");
    forged = verified(registry, tags, "forged");
    time = timer(registry, tags, "dag.vertex.time", "Between two vertices of this node");
    propagation =
        timer(registry, tags, "dag.vertex.propagation", "From a vertex made to received here");
    round =
        timer(registry, tags, "dag.consensus.round", "Between the quorums of two rounds in a row");
    diskWrite =
        timer(registry, tags, "dag.disk.write", "Appending a vertex and forcing it to disk");
  }

  private static Counter counter(
      MeterRegistry registry, Tags tags, String name, String description) {
    return Counter.builder(name).description(description).tags(tags).register(registry);
  }

  private static Counter verified(MeterRegistry registry, Tags tags, String result) {
    return Counter.builder("dag.signatures.verified")
        .description("Signatures verified by this node")
        .tags(tags)
        .tag("result", result)
        .register(registry);
  }

  private static Timer timer(MeterRegistry registry, Tags tags, String name, String description) {
    return Timer.builder(name).description(description).tags(tags).register(registry);
  }

  void submitted(Admission admission) {
    switch (admission) {
      case ADMITTED -> genuine.increment();
      case FORGED -> forged.increment();
      case DUPLICATE, FULL -> {} // turned away before anything was verified
    }
  }

  void checked(VertexCheck check) {
    genuine.increment(check.genuine());
    forged.increment(check.forged());
  }

  void created(long sinceLastNanos) {
    created.increment();
    time.record(sinceLastNanos, TimeUnit.NANOSECONDS);
  }

  void received(int vertices) {
    received.increment(vertices);
  }

  void propagated(long micros) {
    propagation.record(micros, TimeUnit.MICROSECONDS);
  }

  void committed(int vertices) {
    committed.increment(vertices);
  }

  void round(long nanos) {
    round.record(nanos, TimeUnit.NANOSECONDS);
  }

  void written(long nanos) {
    diskWrite.record(nanos, TimeUnit.NANOSECONDS);
  }
}
