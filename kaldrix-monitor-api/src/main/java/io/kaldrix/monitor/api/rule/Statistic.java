package io.kaldrix.monitor.api.rule;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the samples of one period become: one number.
 *
 * @param kind how
 * @param lower for the kinds that look at a part of the samples: where it begins; empty if there
 *     the lowest
 * @param upper for those kinds: where it ends; empty if with the highest. For a percentile: which
 */
public record Statistic(Kind kind, Optional<Bound> lower, Optional<Bound> upper) {

  /** What {@link #parse} takes, for messages. */
  public static final String ALLOWED =
      "SampleCount, Average, Sum, Minimum, Maximum, p90, tm90, tc90, ts90, wm90, IQM, PR(n:m),"
          + " TM(5%:95%), TC(n:m), TS(n:m) or WM(5%:95%)";

  /** How samples become a number. */
  public enum Kind {
    /** How many there are. */
    SAMPLE_COUNT("SampleCount"),
    /** Their mean. */
    AVERAGE("Average"),
    /** Their sum. */
    SUM("Sum"),
    /** The least. */
    MINIMUM("Minimum"),
    /** The greatest. */
    MAXIMUM("Maximum"),
    /** The one below which a share of all lies. */
    PERCENTILE("p"),
    /** The mean of those within the bounds. */
    TRIMMED_MEAN("TM"),
    /** How many are within the bounds. */
    TRIMMED_COUNT("TC"),
    /** The sum of those within the bounds. */
    TRIMMED_SUM("TS"),
    /** The mean, if those outside the bounds are moved onto them. */
    WINSORIZED_MEAN("WM"),
    /** The share of those within the bounds, in percent. */
    PERCENTILE_RANK("PR");

    private final String code;

    Kind(String code) {
      this.code = code;
    }
  }

  /**
   * Where a part of the samples begins or ends.
   *
   * @param value a value of samples, or the percentage of samples that lie below
   */
  public record Bound(double value, boolean isPercent) {
    @Override
    public String toString() {
      return plain(value) + (isPercent ? "%" : "");
    }
  }

  /** The mean. */
  public static final Statistic AVERAGE = plain(Kind.AVERAGE);

  /** The sum. */
  public static final Statistic SUM = plain(Kind.SUM);

  private static final Map<String, Kind> PLAIN =
      Map.of(
          "SampleCount", Kind.SAMPLE_COUNT,
          "Average", Kind.AVERAGE,
          "Sum", Kind.SUM,
          "Minimum", Kind.MINIMUM,
          "Maximum", Kind.MAXIMUM);

  private static final Map<String, Kind> OF_PART =
      Map.of(
          "P", Kind.PERCENTILE,
          "TM", Kind.TRIMMED_MEAN,
          "TC", Kind.TRIMMED_COUNT,
          "TS", Kind.TRIMMED_SUM,
          "WM", Kind.WINSORIZED_MEAN,
          "PR", Kind.PERCENTILE_RANK);

  private static final String NUMBER = "-?\\d{1,15}(?:\\.\\d{1,10})?";
  private static final Pattern SHORT =
      Pattern.compile("(p|tm|tc|ts|wm)(\\d{1,3}(?:\\.\\d{1,10})?)");
  private static final Pattern LONG =
      Pattern.compile(
          "(PR|TM|TC|TS|WM)\\(\\s*(?:("
              + NUMBER
              + ")(%?))?\\s*:\\s*(?:("
              + NUMBER
              + ")(%?))?\\s*\\)");

  /** Creates a statistic. */
  public Statistic {
    lower.ifPresent(Statistic::check);
    upper.ifPresent(Statistic::check);
    if (lower.isPresent()
        && upper.isPresent()
        && (lower.get().isPercent() != upper.get().isPercent()
            || lower.get().value() >= upper.get().value())) {
      throw new IllegalArgumentException(
          "statistic has bounds "
              + lower.get()
              + " and "
              + upper.get()
              + ", must be both values or both percentages, the lower one first");
    }
  }

  private static void check(Bound bound) {
    if (bound.isPercent() && !(bound.value() >= 0 && bound.value() <= 100)) {
      throw new IllegalArgumentException(
          "statistic has bound " + bound + ", must be from 0% to 100%");
    }
  }

  private static Statistic plain(Kind kind) {
    return new Statistic(kind, Optional.empty(), Optional.empty());
  }

  /**
   * Returns the statistic that CloudWatch writes so.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Statistic parse(String text) {
    Kind kind = PLAIN.get(text);
    if (kind != null) {
      return plain(kind);
    }
    if (text.equals("IQM")) {
      return new Statistic(
          Kind.TRIMMED_MEAN, Optional.of(new Bound(25, true)), Optional.of(new Bound(75, true)));
    }
    Matcher brief = SHORT.matcher(text);
    if (brief.matches()) {
      Bound upper = new Bound(Double.parseDouble(brief.group(2)), true);
      Kind ofPart = OF_PART.get(brief.group(1).toUpperCase(Locale.ROOT));
      if (ofPart != null && upper.value() <= 100) {
        return new Statistic(ofPart, Optional.empty(), Optional.of(upper));
      }
    }
    Matcher full = LONG.matcher(text);
    if (full.matches()) {
      Optional<Bound> lower = bound(full.group(2), full.group(3));
      Optional<Bound> upper = bound(full.group(4), full.group(5));
      Kind ofPart = OF_PART.get(full.group(1));
      boolean percentOfPercent =
          ofPart == Kind.PERCENTILE_RANK
              && (lower.filter(Bound::isPercent).isPresent()
                  || upper.filter(Bound::isPercent).isPresent());
      if (ofPart != null && !percentOfPercent && (lower.isPresent() || upper.isPresent())) {
        return new Statistic(ofPart, lower, upper);
      }
    }
    throw new IllegalArgumentException("statistic is '" + text + "', must be one of " + ALLOWED);
  }

  private static Optional<Bound> bound(@Nullable String number, @Nullable String percent) {
    return number == null
        ? Optional.empty()
        : Optional.of(new Bound(Double.parseDouble(number), "%".equals(percent)));
  }

  /** Returns whether it is one of the five that CloudWatch keeps of every metric. */
  public boolean isPlain() {
    return PLAIN.containsValue(kind);
  }

  /** Returns the statistic as CloudWatch writes it. */
  @Override
  public String toString() {
    if (isPlain()) {
      return kind.code;
    }
    if (kind == Kind.PERCENTILE) {
      return kind.code + upper.map(bound -> plain(bound.value())).orElse("");
    }
    return kind.code
        + "("
        + lower.map(Bound::toString).orElse("")
        + ":"
        + upper.map(Bound::toString).orElse("")
        + ")";
  }

  private static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
