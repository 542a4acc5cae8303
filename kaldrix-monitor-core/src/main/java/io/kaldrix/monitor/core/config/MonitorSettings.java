package io.kaldrix.monitor.core.config;

import io.kaldrix.monitor.api.plugin.Settings;
import io.kaldrix.monitor.api.plugin.SettingsException;
import io.kaldrix.monitor.api.rule.RuleGroup;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that a monitor can be told.
 *
 * @param process which process it watches
 * @param state where it keeps what must survive a restart
 * @param audit where it records who did what
 * @param collect how meters are collected
 * @param series how much is kept of them
 * @param query how queries are answered
 * @param ruleGroups each name once, in order of evaluation
 * @param rules what holds for all rules
 * @param alarms where alarms of CloudWatch come from
 * @param health how the host's health is looked after
 * @param remediations actions tied to alerts and compliance checks
 * @param plugins which plugins are used
 * @param engines the section of each engine, by the engine's name; an engine without one has all as
 *     it comes
 */
public record MonitorSettings(
    ProcessSettings process,
    ProviderChoice state,
    ProviderChoice audit,
    CollectSettings collect,
    SeriesSettings series,
    QuerySettings query,
    List<RuleGroup> ruleGroups,
    RuleOptions rules,
    AlarmSettings alarms,
    HealthSettings health,
    List<RemediationSettings> remediations,
    PluginSettings plugins,
    Map<String, Settings> engines) {

  private static final String IN_MEMORY = "memory";
  private static final List<String> KEYS =
      List.of(
          "instance",
          "region",
          "job",
          "labels",
          "state",
          "audit",
          "collect",
          "series",
          "query",
          "rules",
          "health",
          "remediation",
          "plugins",
          "plugin-deadline");

  /** Creates settings. */
  public MonitorSettings {
    ruleGroups = List.copyOf(ruleGroups);
    remediations = List.copyOf(remediations);
    engines = Collections.unmodifiableMap(new LinkedHashMap<>(engines));
    if (ruleGroups.stream().map(RuleGroup::name).distinct().count() < ruleGroups.size()) {
      throw new IllegalArgumentException("two rule groups have one name");
    }
  }

  /** Returns what holds if nothing is said. */
  public static MonitorSettings defaults() {
    return new MonitorSettings(
        ProcessSettings.DEFAULTS,
        ProviderChoice.of(IN_MEMORY),
        ProviderChoice.of(IN_MEMORY),
        CollectSettings.DEFAULTS,
        SeriesSettings.DEFAULTS,
        QuerySettings.DEFAULTS,
        List.of(),
        RuleOptions.DEFAULTS,
        AlarmSettings.DEFAULTS,
        HealthSettings.DEFAULTS,
        List.of(),
        PluginSettings.DEFAULTS,
        Map.of());
  }

  /**
   * Reads settings. What belongs to providers and engines is handed on and not looked into; once
   * they all have read theirs, {@code settings.refuseUnknown()} finds what nobody understood.
   *
   * @param engines the names of the engines that are there, each with a section
   * @param expressions finds what is wrong with a rule's expression
   * @throws SettingsException if a setting is missing, wrong or unknown
   */
  public static MonitorSettings read(
      Settings settings, Collection<String> engines, ExpressionCheck expressions) {
    Map<String, List<String>> topKeys = new LinkedHashMap<>();
    engines.forEach(name -> topKeys.put(name, List.of()));
    return read(settings, topKeys, expressions);
  }

  /**
   * Reads settings, as the other method does.
   *
   * @param engines the engines that are there, each with its keys at the top; one that has none has
   *     a section
   */
  public static MonitorSettings read(
      Settings settings, Map<String, List<String>> engines, ExpressionCheck expressions) {
    KEYS.forEach(settings::has);
    engines.forEach((name, keys) -> (keys.isEmpty() ? List.of(name) : keys).forEach(settings::has));
    settings.refuseUnknown(); // nothing is handed out yet: these are the keys at the top
    Map<String, Settings> engineSections = new LinkedHashMap<>();
    engines.forEach(
        (name, keys) ->
            engineSections.put(
                name, keys.isEmpty() ? settings.section(name) : settings.only(keys)));
    List<RemediationSettings> remediations = new ArrayList<>();
    settings
        .sections("remediation")
        .forEach(each -> remediations.add(RemediationSettings.read(each)));
    RuleOptions rules = RuleOptions.read(settings.section("rules"));
    AlarmSettings alarms = AlarmSettings.read(settings.section("rules"), expressions);
    return new MonitorSettings(
        ProcessSettings.read(settings),
        ProviderChoice.read(settings.section("state"), IN_MEMORY),
        ProviderChoice.read(settings.section("audit"), IN_MEMORY),
        CollectSettings.read(settings.section("collect")),
        SeriesSettings.read(settings.section("series")),
        QuerySettings.read(settings.section("query")),
        RuleSettings.read(settings.section("rules"), expressions),
        rules,
        alarms,
        HealthSettings.read(settings.section("health")),
        remediations,
        PluginSettings.read(settings),
        engineSections);
  }

  /** Returns the section of an engine, empty settings if there is none. */
  public Settings engine(String name) {
    return engines.getOrDefault(name, Settings.none());
  }

  /** Returns a builder that starts from these. */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /** Gathers what a monitor is told. For one thread. */
  public static final class Builder {
    private ProcessSettings process;
    private ProviderChoice state;
    private ProviderChoice audit;
    private CollectSettings collect;
    private SeriesSettings series;
    private QuerySettings query;
    private List<RuleGroup> ruleGroups;
    private RuleOptions rules;
    private AlarmSettings alarms;
    private HealthSettings health;
    private List<RemediationSettings> remediations;
    private PluginSettings plugins;
    private Map<String, Settings> engines;

    private Builder(MonitorSettings from) {
      this.process = from.process;
      this.state = from.state;
      this.audit = from.audit;
      this.collect = from.collect;
      this.series = from.series;
      this.query = from.query;
      this.ruleGroups = from.ruleGroups;
      this.rules = from.rules;
      this.alarms = from.alarms;
      this.health = from.health;
      this.remediations = from.remediations;
      this.plugins = from.plugins;
      this.engines = from.engines;
    }

    /** Sets which process it watches. */
    public Builder process(ProcessSettings process) {
      this.process = process;
      return this;
    }

    /** Sets where it keeps what must survive a restart. */
    public Builder state(ProviderChoice state) {
      this.state = state;
      return this;
    }

    /** Sets where it records who did what. */
    public Builder audit(ProviderChoice audit) {
      this.audit = audit;
      return this;
    }

    /** Sets how meters are collected. */
    public Builder collect(CollectSettings collect) {
      this.collect = collect;
      return this;
    }

    /** Sets how much is kept of them. */
    public Builder series(SeriesSettings series) {
      this.series = series;
      return this;
    }

    /** Sets how queries are answered. */
    public Builder query(QuerySettings query) {
      this.query = query;
      return this;
    }

    /** Sets the rule groups. */
    public Builder ruleGroups(List<RuleGroup> ruleGroups) {
      this.ruleGroups = ruleGroups;
      return this;
    }

    /** Sets what holds for all rules. */
    public Builder rules(RuleOptions rules) {
      this.rules = rules;
      return this;
    }

    /** Sets where alarms come from. */
    public Builder alarms(AlarmSettings alarms) {
      this.alarms = alarms;
      return this;
    }

    /** Sets how the host's health is looked after. */
    public Builder health(HealthSettings health) {
      this.health = health;
      return this;
    }

    /** Sets actions tied to alerts and compliance checks. */
    public Builder remediations(List<RemediationSettings> remediations) {
      this.remediations = remediations;
      return this;
    }

    /** Sets which plugins are used. */
    public Builder plugins(PluginSettings plugins) {
      this.plugins = plugins;
      return this;
    }

    /** Sets the sections of engines. */
    public Builder engines(Map<String, Settings> engines) {
      this.engines = engines;
      return this;
    }

    /**
     * Returns the settings.
     *
     * @throws IllegalArgumentException if two rule groups have one name
     */
    public MonitorSettings build() {
      return new MonitorSettings(
          process,
          state,
          audit,
          collect,
          series,
          query,
          ruleGroups,
          rules,
          alarms,
          health,
          remediations,
          plugins,
          engines);
    }
  }
}
