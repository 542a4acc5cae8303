package io.kaldrix.monitor.core.query.eval;

import static io.kaldrix.monitor.core.query.ast.ValueType.INSTANT_VECTOR;
import static io.kaldrix.monitor.core.query.ast.ValueType.RANGE_VECTOR;
import static io.kaldrix.monitor.core.query.ast.ValueType.SCALAR;
import static io.kaldrix.monitor.core.query.ast.ValueType.STRING;

import io.kaldrix.monitor.core.query.ast.FunctionSignature;
import io.kaldrix.monitor.core.query.ast.ValueType;
import io.kaldrix.monitor.core.query.histogram.NativeHistogram;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The functions of the language, one entry each: name, what it returns, what it takes, and what it
 * does. A new function is a new entry.
 */
public final class Functions {

  /** What a function does, given arguments of its signature's types. */
  interface Body {
    Value apply(Invocation call);
  }

  /** A function that calculates a new value of each sample. */
  private record Each(DoubleUnaryOperator calculation) implements Body {
    @Override
    public Value apply(Invocation call) {
      return call.mapped(0, calculation);
    }
  }

  /** A function of each sample's value taken as Unix time, of the instant if there is none. */
  private record Date(ToIntFunction<ZonedDateTime> part) implements Body {
    @Override
    public Value apply(Invocation call) {
      return Calendar.part(call, part);
    }
  }

  private record Entry(FunctionSignature signature, Body body) {
    Entry taking(int fewest, int most) {
      return new Entry(signature.taking(fewest, most), body);
    }

    Entry experimental() {
      return new Entry(signature.asExperimental(), body);
    }
  }

  /** How many quantiles are calculated at a time. */
  private static final int MOST_QUANTILES = 10;

  private static final List<Entry> ENTRIES =
      List.of(
          // of each sample
          each("abs", Math::abs),
          each("ceil", Math::ceil),
          each("floor", Math::floor),
          each("exp", Math::exp),
          each("ln", Math::log),
          each("log2", Numeric::log2),
          each("log10", Math::log10),
          each("sqrt", Math::sqrt),
          each("sgn", Numeric::sign),
          each("sin", Math::sin),
          each("cos", Math::cos),
          each("tan", Math::tan),
          each("asin", Math::asin),
          each("acos", Math::acos),
          each("atan", Math::atan),
          each("sinh", Math::sinh),
          each("cosh", Math::cosh),
          each("tanh", Math::tanh),
          each("asinh", Numeric::asinh),
          each("acosh", Numeric::acosh),
          each("atanh", Numeric::atanh),
          each("deg", radians -> radians * 180 / Math.PI),
          each("rad", degrees -> degrees * Math.PI / 180),
          entry("round", INSTANT_VECTOR, Numeric::round, INSTANT_VECTOR, SCALAR).taking(1, 2),
          entry("clamp", INSTANT_VECTOR, Numeric::clamp, INSTANT_VECTOR, SCALAR, SCALAR),
          entry("clamp_min", INSTANT_VECTOR, Numeric::clampMin, INSTANT_VECTOR, SCALAR),
          entry("clamp_max", INSTANT_VECTOR, Numeric::clampMax, INSTANT_VECTOR, SCALAR),

          // of time
          entry("time", SCALAR, call -> new Value.Scalar(call.seconds())),
          entry("timestamp", INSTANT_VECTOR, Calendar::timestamp, INSTANT_VECTOR),
          date("minute", date -> date.getMinute()),
          date("hour", date -> date.getHour()),
          date("day_of_week", date -> date.getDayOfWeek().getValue() % 7),
          date("day_of_month", date -> date.getDayOfMonth()),
          date("day_of_year", date -> date.getDayOfYear()),
          date("days_in_month", date -> date.toLocalDate().lengthOfMonth()),
          date("month", date -> date.getMonthValue()),
          date("year", date -> date.getYear()),
          entry("start_timestamp", INSTANT_VECTOR, Calendar::startTimestamp, INSTANT_VECTOR)
              .experimental(),

          // of the query
          query("start", run -> run.startMillis()),
          query("end", run -> run.endMillis()),
          query("range", run -> run.endMillis() - run.startMillis()),
          query("step", run -> run.stepMillis()),

          // between types, and of what is there
          entry("pi", SCALAR, call -> new Value.Scalar(Math.PI)),
          entry("scalar", SCALAR, Presence::scalar, INSTANT_VECTOR),
          entry("vector", INSTANT_VECTOR, Presence::vector, SCALAR),
          entry("absent", INSTANT_VECTOR, Presence::absent, INSTANT_VECTOR),
          entry("absent_over_time", INSTANT_VECTOR, Presence::absentOverTime, RANGE_VECTOR),
          any("present_over_time", window -> 1),
          entry("min_of", SCALAR, call -> Extremes.ofTwo(call, Math::min), SCALAR, SCALAR)
              .experimental(),
          entry("max_of", SCALAR, call -> Extremes.ofTwo(call, Math::max), SCALAR, SCALAR)
              .experimental(),

          // of change
          entry("rate", INSTANT_VECTOR, Rates::rate, RANGE_VECTOR),
          entry("increase", INSTANT_VECTOR, Rates::increase, RANGE_VECTOR),
          entry("delta", INSTANT_VECTOR, Rates::delta, RANGE_VECTOR),
          entry("irate", INSTANT_VECTOR, Rates::instantRate, RANGE_VECTOR),
          entry("idelta", INSTANT_VECTOR, Rates::instantDelta, RANGE_VECTOR),
          any("changes", Rates::changes),
          any("resets", Rates::resets),
          some("deriv", LinearRegression::slopePerSecond),
          entry("predict_linear", INSTANT_VECTOR, LinearRegression::predict, RANGE_VECTOR, SCALAR),
          entry(
                  "double_exponential_smoothing",
                  INSTANT_VECTOR,
                  DoubleExponentialSmoothing::apply,
                  RANGE_VECTOR,
                  SCALAR,
                  SCALAR)
              .experimental(),

          // over time
          either("avg_over_time", Statistics::mean, true),
          over("min_over_time", window -> Statistics.least(window.values())),
          over("max_over_time", window -> Statistics.greatest(window.values())),
          either("sum_over_time", Statistics::sum, false),
          any("count_over_time", Window::size),
          over("stdvar_over_time", window -> Statistics.variance(window.values())),
          over("stddev_over_time", window -> Math.sqrt(Statistics.variance(window.values()))),
          entry("last_over_time", INSTANT_VECTOR, Presence::lastOverTime, RANGE_VECTOR),
          entry("first_over_time", INSTANT_VECTOR, Presence::firstOverTime, RANGE_VECTOR)
              .experimental(),
          over("mad_over_time", window -> Statistics.medianDeviation(window.values()))
              .experimental(),
          any("ts_of_first_over_time", window -> window.firstMillis() / 1000.0).experimental(),
          any("ts_of_last_over_time", window -> window.lastMillis() / 1000.0).experimental(),
          when("ts_of_min_over_time", Extremes::leastMillis),
          when("ts_of_max_over_time", Extremes::greatestMillis),
          entry(
              "quantile_over_time",
              INSTANT_VECTOR,
              HistogramQuantile::overTime,
              SCALAR,
              RANGE_VECTOR),
          entry(
              "histogram_quantile", INSTANT_VECTOR, HistogramQuantile::one, SCALAR, INSTANT_VECTOR),
          entry(
                  "histogram_quantiles",
                  INSTANT_VECTOR,
                  HistogramQuantile::several,
                  INSTANT_VECTOR,
                  STRING,
                  SCALAR)
              .taking(3, MOST_QUANTILES + 2)
              .experimental(),
          entry(
              "histogram_fraction",
              INSTANT_VECTOR,
              HistogramFraction::apply,
              SCALAR,
              SCALAR,
              INSTANT_VECTOR),
          figure("histogram_count", NativeHistogram::count),
          figure("histogram_sum", NativeHistogram::sum),
          figure("histogram_avg", histogram -> histogram.sum() / histogram.count()),
          figure("histogram_stdvar", NativeHistogram::variance),
          figure("histogram_stddev", histogram -> Math.sqrt(histogram.variance())),

          // of labels and order
          entry(
              "label_replace",
              INSTANT_VECTOR,
              LabelFunctions::replace,
              INSTANT_VECTOR,
              STRING,
              STRING,
              STRING,
              STRING),
          entry("label_join", INSTANT_VECTOR, LabelFunctions::join, INSTANT_VECTOR, STRING, STRING)
              .taking(3, FunctionSignature.ANY),
          entry("sort", INSTANT_VECTOR, Sorting::ascending, INSTANT_VECTOR),
          entry("sort_desc", INSTANT_VECTOR, Sorting::descending, INSTANT_VECTOR),
          entry("sort_by_label", INSTANT_VECTOR, Sorting::byLabel, INSTANT_VECTOR, STRING)
              .taking(1, FunctionSignature.ANY)
              .experimental(),
          entry("sort_by_label_desc", INSTANT_VECTOR, Sorting::byLabelDesc, INSTANT_VECTOR, STRING)
              .taking(1, FunctionSignature.ANY)
              .experimental(),
          entry("info", INSTANT_VECTOR, InfoLabels::add, INSTANT_VECTOR, INSTANT_VECTOR)
              .taking(1, 2)
              .experimental());

  /** What Prometheus 2 called otherwise; known under these names only where they are asked for. */
  private static final List<Entry> FORMER =
      List.of(
          entry(
              "holt_winters",
              INSTANT_VECTOR,
              DoubleExponentialSmoothing::apply,
              RANGE_VECTOR,
              SCALAR,
              SCALAR));

  private static final Map<String, Entry> BY_NAME =
      Stream.concat(ENTRIES.stream(), FORMER.stream())
          .collect(
              Collectors.toMap(
                  entry -> entry.signature().name(),
                  Function.identity(),
                  (a, b) -> {
                    throw new IllegalStateException(a.signature().name() + " has two entries");
                  },
                  LinkedHashMap::new));

  private Functions() {}

  private static Entry entry(String name, ValueType returns, Body body, ValueType... arguments) {
    return new Entry(FunctionSignature.of(name, returns, arguments), body);
  }

  /** A function that calculates a new value of each sample. */
  private static Entry each(String name, DoubleUnaryOperator calculation) {
    return entry(name, INSTANT_VECTOR, new Each(calculation), INSTANT_VECTOR);
  }

  /** A function that calculates one value of each window. */
  private static Entry over(String name, ToDoubleFunction<Window> calculation) {
    return some(name, window -> OptionalDouble.of(calculation.applyAsDouble(window)));
  }

  /** A function that calculates one value of each window that has enough samples. */
  private static Entry some(String name, Function<Window, OptionalDouble> calculation) {
    return entry(name, INSTANT_VECTOR, call -> call.reduced(0, calculation), RANGE_VECTOR);
  }

  /** A function that calculates one value of each window, whatever its samples are. */
  private static Entry any(String name, ToDoubleFunction<Window> calculation) {
    return entry(name, INSTANT_VECTOR, call -> call.reducedAny(0, calculation), RANGE_VECTOR);
  }

  /** A function that adds up either numbers or histograms. */
  private static Entry either(String name, ToDoubleFunction<double[]> calculation, boolean mean) {
    return entry(
        name,
        INSTANT_VECTOR,
        call ->
            call.reducedEither(
                0,
                window -> OptionalDouble.of(calculation.applyAsDouble(window.values())),
                (window, notices) -> HistogramFunctions.sum(window, notices, mean)),
        RANGE_VECTOR);
  }

  /** A function that tells one figure of each native histogram. */
  private static Entry figure(String name, ToDoubleFunction<NativeHistogram> figure) {
    return entry(
        name, INSTANT_VECTOR, call -> HistogramFunctions.figure(call, figure), INSTANT_VECTOR);
  }

  /** A function of when a sample of each window was taken. */
  private static Entry when(String name, ToLongFunction<Window> millis) {
    return entry(name, INSTANT_VECTOR, call -> Extremes.when(call, millis), RANGE_VECTOR)
        .experimental();
  }

  /** A function of the query itself, in seconds. */
  private static Entry query(String name, ToLongFunction<Run> millis) {
    return entry(name, SCALAR, call -> new Value.Scalar(millis.applyAsLong(call.run()) / 1000.0))
        .experimental();
  }

  /** A function of each sample's value taken as Unix time, of the instant if there is none. */
  private static Entry date(String name, ToIntFunction<ZonedDateTime> part) {
    return entry(name, INSTANT_VECTOR, new Date(part), INSTANT_VECTOR).taking(0, 1);
  }

  /** Returns what there is to call, by name. */
  public static Map<String, FunctionSignature> signatures() {
    return named(ENTRIES.stream());
  }

  /** Returns what there is to call for who speaks as Prometheus 2, by name. */
  public static Map<String, FunctionSignature> formerSignatures() {
    return named(Stream.concat(ENTRIES.stream(), FORMER.stream()));
  }

  private static Map<String, FunctionSignature> named(Stream<Entry> entries) {
    return entries
        .map(Entry::signature)
        .collect(Collectors.toUnmodifiableMap(FunctionSignature::name, Function.identity()));
  }

  /**
   * Returns what a function calculates of each sample's value alone, or of the instant's seconds if
   * it is given nothing; empty if that is not all it does.
   */
  public static Optional<DoubleUnaryOperator> calculation(String name) {
    Body body = named(name);
    if (body instanceof Each each) {
      return Optional.of(each.calculation());
    }
    return body instanceof Date date
        ? Optional.of(seconds -> Calendar.partOf(seconds, date.part()))
        : Optional.empty();
  }

  static Body named(String name) {
    Entry entry = BY_NAME.get(name);
    if (entry == null) {
      throw new IllegalArgumentException("there is no function '" + name + "'");
    }
    return entry.body();
  }
}
