package io.kaldrix.monitor.api.rule;

import io.kaldrix.monitor.api.alert.Severity;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A promise about a service, such as 99.9 % of requests answered within 30 days, and the rules that
 * tell in time when it is about to be broken.
 *
 * <p>{@link #rules()} makes two groups of it. The first records the ratio of errors over each
 * window that the alerts need ({@code slo:error_ratio:rate5m} and so on), the objective ({@code
 * slo:objective:ratio}), and how fast the budget is spent ({@code slo:error_budget:burn_rate1h}).
 * The second holds alerts {@code NAMEBudgetBurn}: each compares a long window, so that it is about
 * something that matters, and a short one, so that it ends soon after the trouble does. All bear
 * the label {@code slo}.
 *
 * <p>Source of windows and shares of the budget: Beyer, Murphy, Rensin, Kawahara and Thorne, The
 * Site Reliability Workbook, chapter 5, "Multiwindow, Multi-Burn-Rate Alerts" (2018): over 30 days
 * a page at 14.4 times the steady rate over 1 h and 5 min and at 6 times over 6 h and 30 min, a
 * ticket at 3 times over 1 d and 2 h and at 1 times over 3 d and 6 h. For another period the factor
 * is {@code share × period / long window}.
 *
 * @param name such as {@code checkout-availability}
 * @param errorRatio PromQL that returns the ratio of errors, 0 to 1; {@value #WINDOW} stands for
 *     the window that is looked at
 * @param objective the ratio of what must go well, above 0 and below 1, such as 0.999
 * @param period the time that the promise is about, a day or longer
 * @param burns when to alert, one or more
 * @param labels further labels of all that is recorded and raised
 * @param annotations further texts of the alerts; templates
 */
public record ServiceLevelObjective(
    String name,
    String errorRatio,
    double objective,
    Duration period,
    List<Burn> burns,
    Map<String, String> labels,
    Map<String, String> annotations) {

  /** What stands for the window in an expression. */
  public static final String WINDOW = "$window";

  /** The label that names the objective. */
  public static final String NAME_LABEL = "slo";

  /** Thirty days. */
  public static final Duration THIRTY_DAYS = Duration.ofDays(30);

  /** The four of the source. */
  public static final List<Burn> WORKBOOK =
      List.of(
          new Burn(Severity.CRITICAL, 0.02, Duration.ofHours(1), Duration.ofMinutes(5)),
          new Burn(Severity.CRITICAL, 0.05, Duration.ofHours(6), Duration.ofMinutes(30)),
          new Burn(Severity.MEDIUM, 0.10, Duration.ofDays(1), Duration.ofHours(2)),
          new Burn(Severity.MEDIUM, 0.10, Duration.ofDays(3), Duration.ofHours(6)));

  /** Creates an objective. */
  public ServiceLevelObjective {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a service level objective has no name");
    }
    if (!errorRatio.contains(WINDOW)) {
      throw new IllegalArgumentException(
          "objective '" + name + "': '" + errorRatio + "' does not say where " + WINDOW + " goes");
    }
    if (!(objective > 0 && objective < 1)) {
      throw new IllegalArgumentException(
          "objective '" + name + "': objective is " + objective + ", must be above 0 and below 1");
    }
    if (period.compareTo(Duration.ofDays(1)) < 0) {
      throw new IllegalArgumentException(
          "objective '" + name + "': period is " + period + ", must be a day or longer");
    }
    burns = List.copyOf(burns);
    if (burns.isEmpty()) {
      throw new IllegalArgumentException(
          "objective '" + name + "' has no burns, must have one or more");
    }
    for (Burn burn : burns) {
      if (burn.factor(period) * (1 - objective) >= 1) {
        throw new IllegalArgumentException(
            "objective '"
                + name
                + "': an alert at "
                + burn.factor(period)
                + " times the steady rate could never fire, as that is more than all requests");
      }
    }
    labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    annotations = Collections.unmodifiableMap(new TreeMap<>(annotations));
  }

  /**
   * When to alert.
   *
   * @param severity how bad it is
   * @param budget the share of the period's budget that is spent in {@code longWindow}, above 0 and
   *     up to 1
   * @param longWindow what the alert is about
   * @param shortWindow how soon it ends, shorter
   */
  public record Burn(Severity severity, double budget, Duration longWindow, Duration shortWindow) {

    /** Creates a burn. */
    public Burn {
      if (!(budget > 0 && budget <= 1)) {
        throw new IllegalArgumentException("budget is " + budget + ", must be above 0 and up to 1");
      }
      if (shortWindow.toMillis() < 1 || shortWindow.compareTo(longWindow) >= 0) {
        throw new IllegalArgumentException(
            "short window is " + shortWindow + ", must be above zero and below " + longWindow);
      }
    }

    /** Returns how many times the steady rate it is. */
    public double factor(Duration period) {
      return rounded(budget * period.toMillis() / longWindow.toMillis());
    }
  }

  /**
   * Begins an objective on counters of events.
   *
   * @param errors selector of those that went wrong, such as {@code requests_total{code=~"5.."}}
   * @param total selector of all
   */
  public static Builder ofErrors(String errors, String total) {
    return new Builder(errors, total, false);
  }

  /**
   * Begins an objective on counters of events.
   *
   * @param good selector of those that went well
   * @param total selector of all
   */
  public static Builder ofGood(String good, String total) {
    return new Builder(good, total, true);
  }

  /** Begins an objective on a ratio of errors, in which {@value #WINDOW} stands for the window. */
  public static Builder ofErrorRatio(String expression) {
    return new Builder(expression);
  }

  /** Returns the recording rules and the alert rules, a group of each. */
  public List<RuleGroup> rules() {
    return SloRules.of(this);
  }

  /** Returns how much may go wrong, 0 to 1. */
  public double budget() {
    return rounded(1 - objective);
  }

  /** Returns the windows that are looked at, shortest first. */
  public Set<Duration> windows() {
    List<Duration> windows = new ArrayList<>();
    for (Burn burn : burns) {
      windows.add(burn.shortWindow());
      windows.add(burn.longWindow());
    }
    Collections.sort(windows);
    return new LinkedHashSet<>(windows);
  }

  /** 1 - 0.999 is 0.0010000000000000009, which nobody wants to read in a rule. */
  static double rounded(double value) {
    return new BigDecimal(value).round(new MathContext(12, RoundingMode.HALF_EVEN)).doubleValue();
  }

  /** Gathers the parts of an objective. For one thread. */
  public static final class Builder {
    private final String first;
    private final String total;
    private final boolean good;
    private final List<String> by = new ArrayList<>();
    private double objective = 0.999;
    private Duration period = THIRTY_DAYS;
    private List<Burn> burns = WORKBOOK;
    private final Map<String, String> labels = new TreeMap<>();
    private final Map<String, String> annotations = new TreeMap<>();

    private Builder(String errorRatio) {
      this(errorRatio, "", false);
    }

    private Builder(String first, String total, boolean good) {
      this.first = first;
      this.total = total;
      this.good = good;
    }

    /** Sets the ratio of what must go well; 0.999 unless set. */
    public Builder objective(double ratio) {
      objective = ratio;
      return this;
    }

    /** Sets the time that the promise is about; 30 days unless set. */
    public Builder period(Duration duration) {
      period = duration;
      return this;
    }

    /** Makes the promise for each value of these labels; of counters of events only. */
    public Builder by(String... names) {
      by.addAll(List.of(names));
      return this;
    }

    /** Sets when to alert; {@link #WORKBOOK} unless set. */
    public Builder burns(List<Burn> wanted) {
      burns = List.copyOf(wanted);
      return this;
    }

    /** Adds a label to all that is recorded and raised. */
    public Builder label(String name, String value) {
      labels.put(name, value);
      return this;
    }

    /** Adds a text to the alerts. */
    public Builder annotation(String name, String text) {
      annotations.put(name, text);
      return this;
    }

    /**
     * Returns the objective under its name.
     *
     * @throws IllegalArgumentException if a part is wrong
     */
    public ServiceLevelObjective named(String name) {
      return new ServiceLevelObjective(
          name, errorRatio(name), objective, period, burns, labels, annotations);
    }

    private String errorRatio(String name) {
      if (total.isEmpty()) {
        if (!by.isEmpty()) {
          throw new IllegalArgumentException(
              "objective '" + name + "' has a ratio of its own, which must say itself by " + by);
        }
        return first;
      }
      String sum = by.isEmpty() ? "sum" : "sum by (" + String.join(", ", by) + ") ";
      String all = sum + "(rate(" + total + "[" + WINDOW + "]))";
      String some = sum + "(rate(" + first + "[" + WINDOW + "]))";
      // before the first error there is no series of errors: none of all went wrong then
      return good ? "1 - " + some + " / " + all : "(" + some + " or 0 * " + all + ") / " + all;
    }
  }
}
