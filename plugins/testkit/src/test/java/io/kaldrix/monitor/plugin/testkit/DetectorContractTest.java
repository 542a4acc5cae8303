package io.kaldrix.monitor.plugin.testkit;

import io.kaldrix.monitor.api.anomaly.Detector;
import io.kaldrix.monitor.api.anomaly.DetectorProvider;
import io.kaldrix.monitor.api.anomaly.Score;
import io.kaldrix.monitor.api.plugin.Settings;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.EOFException;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class DetectorContractTest {

  @Test
  void aGoodDetectorKeepsEveryPromise() {
    ContractRun.assertKeepsAll(DetectorContract.class, Good.class);
  }

  @TestFactory
  Stream<DynamicTest> aPlantedFaultIsFound() {
    return ContractRun.plantedIn(DetectorContractTest.class);
  }

  @Test
  void everyPromiseHasAPlantedFault() {
    ContractRun.assertEveryPromiseIsBroken(DetectorContract.class, DetectorContractTest.class);
  }

  static class Good implements DetectorContract {
    @Override
    public DetectorProvider provider() {
      return new RunningChart.Provider();
    }
  }

  @Breaks("scoresOnceItHasLearned")
  static final class NeverScores extends Good {
    @Override
    public Detector create(Settings settings) {
      return new RunningChart() {
        @Override
        void answer(Score score, double number, double lower, double upper) {
          score.unknown();
        }
      };
    }
  }

  @Breaks("scoresStayBetweenZeroAndOne")
  static final class ScoresInSigmas extends Good {
    @Override
    public Detector create(Settings settings) {
      return new RunningChart() {
        @Override
        double scoreOf(double distance, double sigma) {
          return distance / sigma;
        }
      };
    }
  }

  @Breaks("theBoundsEncloseWhatIsExpected")
  static final class MixesUpItsBounds extends Good {
    @Override
    public Detector create(Settings settings) {
      return new RunningChart() {
        @Override
        void answer(Score score, double number, double lower, double upper) {
          super.answer(score, number, upper, lower);
        }
      };
    }
  }

  @Breaks("theBoundsEncloseWhatIsExpected")
  static final class HasNoBounds extends Good {
    @Override
    public Detector create(Settings settings) {
      return new RunningChart() {
        @Override
        void answer(Score score, double number, double lower, double upper) {
          super.answer(score, number, Double.NaN, Double.NaN);
        }
      };
    }
  }

  @Breaks("saysWhyInOneLine")
  static final class GivesNoReason extends Good {
    @Override
    public Detector create(Settings settings) {
      return new RunningChart() {
        @Override
        void answer(Score score, double number, double lower, double upper) {
          score.set(number, mean, lower, upper, (value, answered) -> " ");
        }
      };
    }
  }

  @Breaks("saysWhyInOneLine")
  static final class ExplainsAtLength extends Good {
    @Override
    public Detector create(Settings settings) {
      return new RunningChart() {
        @Override
        void answer(Score score, double number, double lower, double upper) {
          score.set(number, mean, lower, upper, (value, answered) -> "far\nfrom the mean");
        }
      };
    }
  }

  @Breaks("aValueThatIsNotFiniteIsNotScored")
  static final class ScoresNaN extends Good {
    @Override
    public Detector create(Settings settings) {
      return new RunningChart() {
        @Override
        public void score(long timestampMillis, double value, Score score) {
          super.score(timestampMillis, value, score);
          if (Double.isNaN(value)) {
            answer(score, 1, mean, mean);
          }
        }
      };
    }
  }

  @Breaks("aValueThatIsNotFiniteIsNotLearned")
  static final class LearnsFromInfinity extends Good {
    @Override
    public Detector create(Settings settings) {
      return new RunningChart() {
        @Override
        public void score(long timestampMillis, double value, Score score) {
          super.score(timestampMillis, value, score);
          if (Double.isInfinite(value)) {
            learn(mean * 2);
          }
        }
      };
    }
  }

  @Breaks("theSameSamplesGiveTheSameScores")
  static final class LooksAtTheClock extends Good {
    private long clock;

    @Override
    public Detector create(Settings settings) {
      return new RunningChart() {
        @Override
        void learn(double value) {
          super.learn(value + ++clock * 1e-9);
        }
      };
    }
  }

  @Breaks("detectorsOfOneProviderShareNothing")
  static final class HandsOutOneForAll extends Good {
    @Override
    public DetectorProvider provider() {
      Detector only = new RunningChart();
      return new DetectorProvider() {
        @Override
        public String name() {
          return "one-for-all";
        }

        @Override
        public Detector create(Settings settings) {
          return only;
        }
      };
    }
  }

  @Breaks("neverThrowsOnAConstantSeries")
  static final class NeedsAVariance extends Good {
    @Override
    public Detector create(Settings settings) {
      return new RunningChart() {
        @Override
        double scoreOf(double distance, double sigma) {
          if (sigma == 0) {
            throw new ArithmeticException("sigma is 0");
          }
          return super.scoreOf(distance, sigma);
        }
      };
    }
  }

  @Breaks("neverThrowsOnAnyFiniteValue")
  static final class Overflows extends Good {
    @Override
    public Detector create(Settings settings) {
      return new RunningChart() {
        @Override
        double scoreOf(double distance, double sigma) {
          double squared = distance * distance;
          return distance == 0 ? 0 : squared / (squared + 9 * sigma * sigma);
        }
      };
    }
  }

  @Breaks("scoringDoesNotAllocate")
  static final class Allocates extends Good {
    @Override
    public Detector create(Settings settings) {
      return new RunningChart() {
        private double[] kept = {};

        @Override
        void learn(double value) {
          kept = new double[] {value + kept.length};
          super.learn(kept[0]);
        }
      };
    }
  }

  @Breaks("goesOnBitForBitWhereItWasSaved")
  static final class SavesTooFewBits extends Good {
    @Override
    public Detector create(Settings settings) {
      return new RunningChart() {
        @Override
        public void save(DataOutput out) throws IOException {
          out.writeByte(1);
          out.writeDouble((float) mean);
          out.writeDouble(variance);
          out.writeInt(seen);
        }
      };
    }
  }

  @Breaks("goesOnBitForBitWhereItWasSaved")
  static final class ForgetsHowMuchItHasSeen extends Good {
    @Override
    public Detector create(Settings settings) {
      return new RunningChart() {
        @Override
        public void restore(DataInput in) throws IOException {
          super.restore(in);
          seen = Math.max(seen, 30);
        }
      };
    }
  }

  @Breaks("savingChangesNothing")
  static final class BeginsAnewWhenSaved extends Good {
    @Override
    public Detector create(Settings settings) {
      return new RunningChart() {
        @Override
        public void save(DataOutput out) throws IOException {
          super.save(out);
          seen = 0;
        }
      };
    }
  }

  @Breaks("restoringForgetsWhatWasLearnedBefore")
  static final class MixesOldAndNew extends Good {
    @Override
    public Detector create(Settings settings) {
      return new RunningChart() {
        @Override
        public void restore(DataInput in) throws IOException {
          double before = variance;
          super.restore(in);
          variance = Math.max(before, variance);
        }
      };
    }
  }

  @Breaks("severalCanBeSavedOneAfterTheOther")
  static final class LeavesBytesUnread extends Good {
    @Override
    public Detector create(Settings settings) {
      return new RunningChart() {
        @Override
        public void save(DataOutput out) throws IOException {
          super.save(out);
          out.writeLong(42);
        }
      };
    }
  }

  @Breaks("refusesToRestoreWhatWasCutShort")
  static final class MakesDoWithHalf extends Good {
    @Override
    public Detector create(Settings settings) {
      return new RunningChart() {
        @Override
        public void restore(DataInput in) throws IOException {
          try {
            super.restore(in);
          } catch (EOFException e) {
            seen = 0;
          }
        }
      };
    }
  }

  /** Restores whatever it is given. */
  private static final class Trusting extends RunningChart {
    @Override
    public void restore(DataInput in) throws IOException {
      in.readByte();
      mean = in.readDouble();
      variance = in.readDouble();
      seen = in.readInt();
    }
  }

  @Breaks("refusesToRestoreAnotherVersion")
  static final class IgnoresTheVersion extends Good {
    @Override
    public Detector create(Settings settings) {
      return new Trusting();
    }
  }

  @Breaks("refusesToRestoreSomethingElse")
  static final class RestoresAnything extends Good {
    @Override
    public Detector create(Settings settings) {
      return new Trusting();
    }
  }

  @Breaks("refusesToRestoreSomethingElse")
  static final class TrustsALength extends Good {
    @Override
    public Detector create(Settings settings) {
      return new RunningChart() {
        @Override
        public void restore(DataInput in) throws IOException {
          double[] window = new double[in.readInt()];
          throw new IOException(window.length + " samples");
        }
      };
    }
  }
}
