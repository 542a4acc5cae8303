package io.kaldrix.monitor.core.query.plan.window;

import io.kaldrix.monitor.core.query.eval.Quantiles;
import io.kaldrix.monitor.core.query.eval.Statistics;
import io.kaldrix.monitor.core.series.SeriesHead;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A function that makes one value of each series' samples in a window. */
public enum WindowFunction {
  /** Of a counter, per second. */
  RATE(Kept.CHANGE) {
    @Override
    void write(WindowCall call, double[] out) {
      Extrapolation.write(call, true, call.rangeSeconds(), out);
    }
  },
  /** Of a counter, over the window. */
  INCREASE(Kept.CHANGE) {
    @Override
    void write(WindowCall call, double[] out) {
      Extrapolation.write(call, true, 1, out);
    }
  },
  /** Of a gauge, over the window. */
  DELTA(Kept.CHANGE) {
    @Override
    void write(WindowCall call, double[] out) {
      Extrapolation.write(call, false, 1, out);
    }
  },
  /** Of a counter, per second between its last two samples. */
  IRATE(Kept.LAST_TWO) {
    @Override
    void write(WindowCall call, double[] out) {
      LastTwoState state = (LastTwoState) call.window().state();
      for (int i = 0; i < out.length; i++) {
        double last = state.last(i);
        double before = state.before(i);
        double change = state.isReset(i) ? last : last - before;
        out[i] = call.count(i) < 2 ? ABSENT : change / state.seconds(i);
      }
    }
  },
  /** Of a gauge, between its last two samples. */
  IDELTA(Kept.LAST_TWO) {
    @Override
    void write(WindowCall call, double[] out) {
      LastTwoState state = (LastTwoState) call.window().state();
      for (int i = 0; i < out.length; i++) {
        out[i] = call.count(i) < 2 ? ABSENT : state.last(i) - state.before(i);
      }
    }
  },
  /** How often the value changed. */
  CHANGES(Kept.CHANGES) {
    @Override
    void write(WindowCall call, double[] out) {
      writeSteps(call, out);
    }
  },
  /** How often the value fell. */
  RESETS(Kept.RESETS) {
    @Override
    void write(WindowCall call, double[] out) {
      writeSteps(call, out);
    }
  },
  /** The slope of a straight line, per second. */
  DERIV(Kept.REGRESSION) {
    @Override
    void write(WindowCall call, double[] out) {
      Regression.writeSlopes(call, out);
    }
  },
  /** The value of a straight line so many seconds later. */
  PREDICT_LINEAR(Kept.REGRESSION) {
    @Override
    void write(WindowCall call, double[] out) {
      Regression.writePredictions(call, out);
    }
  },
  /** Sum. */
  SUM_OVER_TIME(Kept.SUM) {
    @Override
    void write(WindowCall call, double[] out) {
      SumState state = (SumState) call.window().state();
      for (int i = 0; i < out.length; i++) {
        out[i] =
            call.count(i) == 0
                ? ABSENT
                : state.isExact(i) ? state.sum(i) : Statistics.sum(call.values(i), call.count(i));
      }
    }
  },
  /** Arithmetic mean. */
  AVG_OVER_TIME(Kept.SUM) {
    @Override
    void write(WindowCall call, double[] out) {
      SumState state = (SumState) call.window().state();
      for (int i = 0; i < out.length; i++) {
        int count = call.count(i);
        out[i] =
            count == 0
                ? ABSENT
                : state.isExact(i) ? state.mean(i, count) : Statistics.mean(call.values(i), count);
      }
    }
  },
  /** Least value. */
  MIN_OVER_TIME(Kept.LEAST) {
    @Override
    void write(WindowCall call, double[] out) {
      writeExtremes(call, out);
    }
  },
  /** Greatest value. */
  MAX_OVER_TIME(Kept.GREATEST) {
    @Override
    void write(WindowCall call, double[] out) {
      writeExtremes(call, out);
    }
  },
  /** Number of samples. */
  COUNT_OVER_TIME(Kept.NOTHING) {
    @Override
    void write(WindowCall call, double[] out) {
      for (int i = 0; i < out.length; i++) {
        out[i] = call.count(i) == 0 ? ABSENT : call.count(i);
      }
    }
  },
  /** 1 if there is a sample. */
  PRESENT_OVER_TIME(Kept.NOTHING) {
    @Override
    void write(WindowCall call, double[] out) {
      for (int i = 0; i < out.length; i++) {
        out[i] = call.count(i) == 0 ? ABSENT : 1;
      }
    }
  },
  /** The newest value, under its own name. */
  LAST_OVER_TIME(Kept.LAST) {
    @Override
    void write(WindowCall call, double[] out) {
      LastState state = (LastState) call.window().state();
      for (int i = 0; i < out.length; i++) {
        out[i] = call.count(i) == 0 ? ABSENT : state.last(i);
      }
    }
  },
  /** Variance of the population. */
  STDVAR_OVER_TIME(Kept.NOTHING) {
    @Override
    void write(WindowCall call, double[] out) {
      for (int i = 0; i < out.length; i++) {
        int count = call.count(i);
        out[i] = count == 0 ? ABSENT : Statistics.variance(call.values(i), count);
      }
    }
  },
  /** Standard deviation of the population. */
  STDDEV_OVER_TIME(Kept.NOTHING) {
    @Override
    void write(WindowCall call, double[] out) {
      for (int i = 0; i < out.length; i++) {
        int count = call.count(i);
        out[i] = count == 0 ? ABSENT : Math.sqrt(Statistics.variance(call.values(i), count));
      }
    }
  },
  /** Quantile. */
  QUANTILE_OVER_TIME(Kept.NOTHING) {
    @Override
    void write(WindowCall call, double[] out) {
      for (int i = 0; i < out.length; i++) {
        int count = call.count(i);
        out[i] =
            count == 0 ? ABSENT : Quantiles.quantile(call.parameter(), call.values(i), 0, count);
      }
    }
  };

  /** What is kept of samples; functions that keep the same share it. */
  enum Kept {
    CHANGE,
    LAST_TWO,
    CHANGES,
    RESETS,
    REGRESSION,
    SUM,
    LEAST,
    GREATEST,
    LAST,
    NOTHING;

    WindowState state(CounterStarts starts, long rangeMillis, long staggerMillis) {
      return switch (this) {
        case CHANGE -> new ChangeState(starts);
        case LAST_TWO -> new LastTwoState(starts);
        case CHANGES -> StepCountState.changes();
        case RESETS -> StepCountState.resets(starts);
        case REGRESSION -> new RegressionState(rangeMillis, staggerMillis);
        case SUM -> new SumState();
        case LEAST -> ExtremeState.least();
        case GREATEST -> ExtremeState.greatest();
        case LAST -> new LastState();
        case NOTHING -> new NoState();
      };
    }
  }

  private static final double ABSENT = SeriesHead.absent();
  private static final Map<String, WindowFunction> BY_NAME = new HashMap<>();

  static {
    for (WindowFunction function : values()) {
      BY_NAME.put(function.name().toLowerCase(Locale.ROOT), function);
    }
  }

  private final Kept kept;

  WindowFunction(Kept kept) {
    this.kept = kept;
  }

  /** Returns the function of a name as expressions write it, empty if windows know none. */
  public static Optional<WindowFunction> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /** Returns whether results keep the metric's name. */
  public boolean keepsName() {
    return this == LAST_OVER_TIME;
  }

  Kept kept() {
    return kept;
  }

  abstract void write(WindowCall call, double[] out);

  private static void writeSteps(WindowCall call, double[] out) {
    StepCountState state = (StepCountState) call.window().state();
    for (int i = 0; i < out.length; i++) {
      out[i] = call.count(i) == 0 ? ABSENT : state.steps(i);
    }
  }

  private static void writeExtremes(WindowCall call, double[] out) {
    ExtremeState state = (ExtremeState) call.window().state();
    for (int i = 0; i < out.length; i++) {
      out[i] = call.count(i) == 0 ? ABSENT : state.extreme(i);
    }
  }
}
