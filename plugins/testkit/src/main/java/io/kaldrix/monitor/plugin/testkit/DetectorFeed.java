package io.kaldrix.monitor.plugin.testkit;

import io.kaldrix.monitor.api.anomaly.Detector;
import io.kaldrix.monitor.api.anomaly.Score;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A detector, and the samples it gets: seeded Gaussian noise of mean 100 and deviation 5. */
final class DetectorFeed {

  private static final long START_MILLIS = 1_767_225_600_000L; // 2026-01-01
  private static final int SEED = 7;

  private final Detector detector;
  private final int warmUp;
  private final long intervalMillis;
  private Random noise = new Random(SEED);
  private double[] between = {};
  private long drawn;
  private long ticks;

  DetectorFeed(Detector detector, DetectorContract contract) {
    this(detector, contract.warmUpSamples(), contract.sampleInterval().toMillis());
  }

  private DetectorFeed(Detector detector, int warmUp, long intervalMillis) {
    this.detector = detector;
    this.warmUp = warmUp;
    this.intervalMillis = intervalMillis;
  }

  /** Has these values scored too, between one ordinary sample and the next. */
  void between(double... values) {
    between = values.clone();
  }

  /** Feeds as many ordinary samples as the detector needs. */
  DetectorFeed warm() {
    next(warmUp);
    return this;
  }

  /** Feeds ordinary samples. */
  List<Answer> next(int samples) {
    List<Answer> answers = new ArrayList<>(samples);
    for (int i = 0; i < samples; i++) {
      long timestampMillis = nextMillis();
      answers.add(Answer.of(detector, timestampMillis, draw()));
      for (int j = 0; j < between.length; j++) {
        Answer.of(detector, timestampMillis + 1 + j, between[j]);
      }
    }
    return answers;
  }

  /** Feeds these values. */
  List<Answer> values(double... values) {
    List<Answer> answers = new ArrayList<>(values.length);
    for (double value : values) {
      answers.add(Answer.of(detector, nextMillis(), value));
    }
    return answers;
  }

  /** Returns ordinary values without feeding them. */
  double[] ordinary(int samples) {
    double[] values = new double[samples];
    for (int i = 0; i < samples; i++) {
      values[i] = draw();
    }
    return values;
  }

  /** Feeds these values and allocates nothing. */
  void scoreAll(double[] values, Score score) {
    for (double value : values) {
      detector.score(nextMillis(), value, score);
    }
  }

  /** Returns what the detector saves. */
  byte[] bytes() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    detector.save(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  /** Saves, restores in {@code other}, and returns a feed that goes on with it from here. */
  DetectorFeed restoredIn(Detector other) throws IOException {
    restore(other, bytes());
    return goingOnWith(other);
  }

  /** Returns a feed that goes on with {@code other} from here. */
  DetectorFeed goingOnWith(Detector other) {
    DetectorFeed feed = new DetectorFeed(other, warmUp, intervalMillis);
    feed.ticks = ticks;
    while (feed.drawn < drawn) {
      feed.draw();
    }
    return feed;
  }

  static void restore(Detector detector, byte[] bytes) throws IOException {
    detector.restore(new DataInputStream(new ByteArrayInputStream(bytes)));
  }

  static byte[] joined(byte[] first, byte[] second) {
    byte[] both = new byte[first.length + second.length];
    System.arraycopy(first, 0, both, 0, first.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private long nextMillis() {
    return START_MILLIS + ticks++ * intervalMillis;
  }

  private double draw() {
    drawn++;
    return 100 + 5 * noise.nextGaussian();
  }
}
