package io.kaldrix.monitor.plugin.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kaldrix.monitor.api.anomaly.Detector;
import io.kaldrix.monitor.api.anomaly.DetectorProvider;
import io.kaldrix.monitor.api.anomaly.Score;
import io.kaldrix.monitor.api.plugin.Settings;
import io.kaldrix.monitor.api.series.StaleMarker;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every detector promises. Implement it in a test class and return your provider. */
public interface DetectorContract extends PluginContract<DetectorProvider> {

  @Override
  default Detector create(Settings settings) {
    return provider().create(settings);
  }

  /** Returns after how many ordinary samples the detector scores at the latest. */
  default int warmUpSamples() {
    return 1_000;
  }

  /** Returns the time between two samples. */
  default Duration sampleInterval() {
    return Duration.ofSeconds(10);
  }

  @Test
  default void scoresOnceItHasLearned() {
    assertThat(feed().warm().next(100)).filteredOn(Answer::known).isNotEmpty();
  }

  @Test
  default void scoresStayBetweenZeroAndOne() {
    DetectorFeed feed = feed().warm();
    List<Answer> answers = feed.next(100);
    answers.addAll(feed.values(1e6, 100, -1e6, 100, 0, 100, 100, 200, 300, 400, 500, 600));
    assertThat(answers)
        .filteredOn(Answer::known)
        .allSatisfy(answer -> assertThat(answer.score()).isBetween(0.0, 1.0));
  }

  @Test
  default void theBoundsEncloseWhatIsExpected() {
    DetectorFeed feed = feed().warm();
    List<Answer> answers = feed.next(200);
    answers.addAll(feed.values(1e6, 100, -1e6, 100));
    assertThat(answers)
        .filteredOn(Answer::known)
        .allSatisfy(
            answer -> {
              assertThat(answer.lower()).isLessThanOrEqualTo(answer.expected());
              assertThat(answer.expected()).isLessThanOrEqualTo(answer.upper());
            });
  }

  @Test
  default void saysWhyInOneLine() {
    DetectorFeed feed = feed();
    List<Answer> answers = feed.next(warmUpSamples() + 100);
    answers.addAll(feed.values(1e6, -1e6, Double.NaN, 1e300, 100));
    assertThat(answers).allSatisfy(answer -> OneLine.check("the reason", answer.reason()));
  }

  @Test
  default void aValueThatIsNotFiniteIsNotScored() {
    assertThat(
            feed()
                .warm()
                .values(
                    Double.NaN,
                    StaleMarker.VALUE,
                    Double.POSITIVE_INFINITY,
                    Double.NEGATIVE_INFINITY))
        .noneMatch(Answer::known);
  }

  @Test
  default void aValueThatIsNotFiniteIsNotLearned() {
    DetectorFeed undisturbed = feed().warm();
    DetectorFeed disturbed = feed();
    disturbed.between(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
    assertThat(disturbed.warm().next(100)).isEqualTo(undisturbed.next(100));
  }

  @Test
  default void theSameSamplesGiveTheSameScores() {
    assertThat(feed().warm().next(100)).isEqualTo(feed().warm().next(100));
  }

  @Test
  default void detectorsOfOneProviderShareNothing() {
    List<Answer> alone = feed().warm().next(100);
    DetectorProvider provider = provider();
    DetectorFeed one = new DetectorFeed(provider.create(Settings.of(settings())), this);
    DetectorFeed other = new DetectorFeed(provider.create(Settings.of(settings())), this);
    other.warm().values(1e6, -1e6, 1e6, -1e6);
    one.warm();
    other.values(1e6, -1e6, 1e6, -1e6);
    assertThat(one.next(100)).isEqualTo(alone);
  }

  @Test
  default void neverThrowsOnAConstantSeries() {
    double[] values = new double[warmUpSamples() + 100];
    Arrays.fill(values, 42);
    assertThatCode(() -> feed().values(values)).doesNotThrowAnyException();
    assertThatCode(() -> feed().values(new double[warmUpSamples() + 100]))
        .doesNotThrowAnyException();
  }

  @Test
  default void neverThrowsOnAnyFiniteValue() {
    double[] hardest = {
      1e300,
      -1e300,
      Double.MAX_VALUE,
      -Double.MAX_VALUE,
      0,
      -0.0,
      Double.MIN_VALUE,
      -Double.MIN_VALUE,
      Double.MIN_NORMAL,
      1e-300,
      1
    };
    assertThatCode(() -> feed().warm().values(hardest)).doesNotThrowAnyException();
    for (double hard : hardest) {
      double[] values = new double[warmUpSamples() + 100];
      Arrays.fill(values, hard);
      values[values.length / 2] = -hard;
      assertThatCode(() -> feed().values(values))
          .as("many times " + hard)
          .doesNotThrowAnyException();
    }
    double[] mixed = new double[warmUpSamples() + 100];
    Arrays.setAll(mixed, i -> hardest[i % hardest.length]);
    assertThatCode(() -> feed().values(mixed)).doesNotThrowAnyException();
  }

  @Test
  default void scoringDoesNotAllocate() {
    assumeTrue(AllocatedBytes.areKnown(), "this virtual machine does not count allocated bytes");
    DetectorFeed feed = feed().warm();
    Score score = new Score();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 5; round++) { // compiling may allocate, but not in every round
      double[] values = feed.ordinary(10_000);
      least = Math.min(least, AllocatedBytes.of(() -> feed.scoreAll(values, score)));
    }
    assertThat(least).as("bytes for 10,000 samples").isZero();
  }

  @Test
  default void goesOnBitForBitWhereItWasSaved() throws IOException {
    for (int before : new int[] {0, 1, 2, warmUpSamples() / 2, warmUpSamples() + 100}) {
      DetectorFeed feed = feed();
      feed.next(before);
      DetectorFeed restored = feed.restoredIn(create(Settings.of(settings())));
      assertThat(restored.next(warmUpSamples() + 100))
          .as("scores after a restart after %s samples", before)
          .isEqualTo(feed.next(warmUpSamples() + 100));
    }
  }

  @Test
  default void savingChangesNothing() throws IOException {
    DetectorFeed saved = feed().warm();
    saved.bytes();
    assertThat(saved.next(100)).isEqualTo(feed().warm().next(100));
  }

  @Test
  default void restoringForgetsWhatWasLearnedBefore() throws IOException {
    Detector used = create(Settings.of(settings()));
    new DetectorFeed(used, this).warm().values(1e6, -1e6, 5, 1e6);
    DetectorFeed feed = feed().warm();
    assertThat(feed.restoredIn(used).next(100)).isEqualTo(feed.next(100));
  }

  @Test
  default void severalCanBeSavedOneAfterTheOther() throws IOException {
    DetectorFeed first = feed().warm();
    DetectorFeed second = feed();
    second.next(3);
    byte[] both = DetectorFeed.joined(first.bytes(), second.bytes());
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(both));
    create(Settings.of(settings())).restore(in);
    Detector restored = create(Settings.of(settings()));
    restored.restore(in);
    assertThat(second.goingOnWith(restored).next(warmUpSamples()))
        .isEqualTo(second.next(warmUpSamples()));
  }

  @Test
  default void refusesToRestoreWhatWasCutShort() throws IOException {
    byte[] saved = feed().warm().bytes();
    for (int length : new int[] {0, 1, saved.length / 2, saved.length - 1}) {
      byte[] cut = Arrays.copyOf(saved, length);
      assertThatThrownBy(() -> DetectorFeed.restore(create(Settings.of(settings())), cut))
          .as("the first %s of %s bytes", length, saved.length)
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  default void refusesToRestoreAnotherVersion() throws IOException {
    byte[] saved = feed().warm().bytes();
    saved[0] ^= 0x40;
    assertThatThrownBy(() -> DetectorFeed.restore(create(Settings.of(settings())), saved))
        .isInstanceOf(IOException.class);
  }

  @Test
  default void refusesToRestoreSomethingElse() {
    for (int filler : new int[] {0xff, 0x7f, '{'}) {
      byte[] bytes = new byte[4_096];
      Arrays.fill(bytes, (byte) filler);
      assertThatThrownBy(() -> DetectorFeed.restore(create(Settings.of(settings())), bytes))
          .as("4096 bytes of %s", filler)
          .isInstanceOf(IOException.class);
    }
  }

  private DetectorFeed feed() {
    return new DetectorFeed(create(Settings.of(settings())), this);
  }
}
