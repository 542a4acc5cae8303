package io.kaldrix.monitor.core.series;

import io.kaldrix.monitor.api.label.Label;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.series.Aggregate;
import io.kaldrix.monitor.api.series.Tier;
import io.kaldrix.monitor.core.series.chunk.DamagedChunkException;
import io.kaldrix.monitor.core.series.disk.SnapshotFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Aggregates of all series in a file, one record for each series. */
final class TierSnapshot {

  private TierSnapshot() {}

  /** Writes what a store has; returns how many bytes that takes. */
  static long write(TierStore tiers, Path file) throws IOException {
    List<Labels> names = new ArrayList<>();
    List<TierSeries> series = new ArrayList<>();
    tiers.forEach(
        (labels, each) -> {
          names.add(labels);
          series.add(each);
        });
    return SnapshotFile.write(
        file,
        new Iterator<>() {
          private int next;

          @Override
          public boolean hasNext() {
            return next < names.size();
          }

          @Override
          public byte[] next() {
            Labels labels = names.get(next);
            return record(labels, series.get(next++).state());
          }
        });
  }

  private static byte[] record(Labels labels, TierSeries.State state) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(labels.size());
      for (Label label : labels) {
        out.writeUTF(label.name());
        out.writeUTF(label.value());
      }
      out.writeLong(state.fedUntilMillis());
      for (Tier tier : Tier.values()) {
        TierSeries.Aggregates aggregates = state.of(tier);
        out.writeInt(aggregates.chunks().size());
        for (AggregateChunk chunk : aggregates.chunks()) {
          out.writeInt(chunk.sizeBytes());
          out.write(chunk.bytes());
        }
        out.writeInt(aggregates.recent().size());
        for (Aggregate each : aggregates.recent()) {
          write(each, out);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // bytes in memory do not fail
    }
    return bytes.toByteArray();
  }

  private static void write(Aggregate each, DataOutputStream out) throws IOException {
    out.writeLong(each.startMillis());
    out.writeLong(each.count());
    out.writeDouble(each.min());
    out.writeDouble(each.max());
    out.writeDouble(each.sum());
    out.writeDouble(each.last());
  }

  /**
   * Reads a file into a store: the one before it if it is damaged, what is whole of it if both are.
   *
   * @return what was wrong
   */
  static List<String> read(TierStore tiers, Path file) throws IOException {
    List<String> problems = new ArrayList<>();
    List<byte[]> best = List.of();
    for (Path each : List.of(file, SnapshotFile.previous(file))) {
      if (!Files.exists(each)) {
        continue;
      }
      SnapshotFile.Contents contents = SnapshotFile.read(each);
      if (contents.problem().isEmpty()) {
        best = contents.records();
        break;
      }
      problems.add(
          "snapshot "
              + each
              + " "
              + contents.problem()
              + (each.equals(file) ? "; the one before it is taken" : "; what is whole is taken"));
      best = best.size() >= contents.records().size() ? best : contents.records();
    }
    for (byte[] record : best) {
      try {
        restore(tiers, record);
      } catch (IOException | IllegalArgumentException | DamagedChunkException e) {
        problems.add("a series of snapshot " + file + " cannot be read: " + e.getMessage());
      }
    }
    return problems;
  }

  private static void restore(TierStore tiers, byte[] record) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(record));
    Labels.Builder labels = Labels.builder();
    for (int count = in.readInt(); count > 0; count--) {
      labels.set(in.readUTF(), in.readUTF());
    }
    long fedUntil = in.readLong();
    Labels name = labels.build();
    if (tiers.has(name)) {
      return;
    }
    TierSeries series = tiers.restored(name);
    long before = series.bytes();
    for (Tier tier : Tier.values()) {
      List<AggregateChunk> chunks = new ArrayList<>();
      for (int count = in.readInt(); count > 0; count--) {
        chunks.add(AggregateChunk.of(in.readNBytes(in.readInt())));
      }
      List<Aggregate> recent = new ArrayList<>();
      for (int count = in.readInt(); count > 0; count--) {
        recent.add(
            new Aggregate(
                in.readLong(),
                in.readLong(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble()));
      }
      series.restore(tier, chunks, recent, fedUntil);
    }
    tiers.restoredWhole(series, before);
  }
}
