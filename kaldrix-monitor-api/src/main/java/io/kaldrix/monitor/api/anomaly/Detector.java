package io.kaldrix.monitor.api.anomaly;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Scores how unusual each new sample of one series is. Used by one thread at a time; reads no
 * clock, so that the same samples give the same scores. Scoring does not allocate.
 */
public interface Detector {

  /**
   * Scores a sample against what came before, then learns from it.
   *
   * @param timestampMillis milliseconds since the Unix epoch, later than every one given before
   * @param value the newest value; one that is not finite is neither scored nor learned
   * @param score receives the answer; {@link Score#isKnown()} is false while still learning
   */
  void score(long timestampMillis, double value, Score score);

  /**
   * Writes all that the detector has learned, beginning with a version number.
   *
   * @throws IOException if {@code out} does
   */
  void save(DataOutput out) throws IOException;

  /**
   * Becomes the detector that was saved: from here on both give the same scores, bit for bit.
   *
   * @throws IOException if {@code in} does, or holds something else
   */
  void restore(DataInput in) throws IOException;
}
