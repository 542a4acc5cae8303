package io.kaldrix.monitor.plugin.testkit;

import io.kaldrix.monitor.api.anomaly.Detector;
import io.kaldrix.monitor.api.anomaly.DetectorProvider;
import io.kaldrix.monitor.api.anomaly.Score;
import io.kaldrix.monitor.api.plugin.Settings;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** A small detector that keeps its promises: distance from an exponentially weighted average. */
class RunningChart implements Detector {

  private static final int VERSION = 1;
  private static final int WARM_UP_SAMPLES = 30;
  private static final double WEIGHT = 0.1;
  private static final Score.Reason WORDS =
      (value, score) -> value + " is far from " + score.expected();

  double mean;
  double variance;
  int seen;

  @Override
  public void score(long timestampMillis, double value, Score score) {
    if (!Double.isFinite(value)) {
      score.unknown();
      return;
    }
    if (seen < WARM_UP_SAMPLES) {
      score.unknown();
    } else {
      double sigma = Math.sqrt(variance);
      answer(score, scoreOf(Math.abs(value - mean), sigma), mean - 3 * sigma, mean + 3 * sigma);
    }
    learn(value);
  }

  void answer(Score score, double number, double lower, double upper) {
    score.set(number, mean, lower, upper, WORDS);
  }

  double scoreOf(double distance, double sigma) {
    if (distance == 0) {
      return 0;
    }
    double z = distance / sigma;
    return Double.isFinite(z) ? z / (z + 3) : 1;
  }

  void learn(double value) {
    if (seen == 0) {
      mean = value;
    } else {
      double distance = value - mean;
      mean = (1 - WEIGHT) * mean + WEIGHT * value;
      variance = (1 - WEIGHT) * (variance + WEIGHT * distance * distance);
    }
    seen++;
  }

  @Override
  public void save(DataOutput out) throws IOException {
    out.writeByte(VERSION);
    out.writeDouble(mean);
    out.writeDouble(variance);
    out.writeInt(seen);
  }

  @Override
  public void restore(DataInput in) throws IOException {
    int version = in.readByte();
    if (version != VERSION) {
      throw new IOException("version is " + version + ", must be " + VERSION);
    }
    mean = in.readDouble();
    variance = in.readDouble();
    seen = in.readInt();
  }

  /** Offers the chart under the name {@code running-chart}. */
  public static final class Provider implements DetectorProvider {
    @Override
    public String name() {
      return "running-chart";
    }

    @Override
    public Detector create(Settings settings) {
      return new RunningChart();
    }
  }
}
