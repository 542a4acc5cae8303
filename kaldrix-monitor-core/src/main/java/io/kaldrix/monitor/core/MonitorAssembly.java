package io.kaldrix.monitor.core;

import io.kaldrix.monitor.api.audit.AuditTrail;
import io.kaldrix.monitor.api.audit.AuditTrailProvider;
import io.kaldrix.monitor.api.engine.CallOutcome;
import io.kaldrix.monitor.api.engine.EngineContext;
import io.kaldrix.monitor.api.engine.Fence;
import io.kaldrix.monitor.api.engine.MonitorEngine;
import io.kaldrix.monitor.api.engine.MonitorEngineProvider;
import io.kaldrix.monitor.api.engine.StateStore;
import io.kaldrix.monitor.api.engine.StateStoreProvider;
import io.kaldrix.monitor.api.health.CheckedHealth;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.plugin.Settings;
import io.kaldrix.monitor.api.plugin.SettingsException;
import io.kaldrix.monitor.api.query.QueryEngine;
import io.kaldrix.monitor.api.query.QueryException;
import io.kaldrix.monitor.api.remediation.RemediationAction;
import io.kaldrix.monitor.api.remediation.RemediationProvider;
import io.kaldrix.monitor.api.rule.RuleGroup;
import io.kaldrix.monitor.api.series.SeriesAppender;
import io.kaldrix.monitor.core.alarm.band.SeasonalBand;
import io.kaldrix.monitor.core.alarm.engine.AlarmEngine;
import io.kaldrix.monitor.core.alarm.engine.AlarmSurroundings;
import io.kaldrix.monitor.core.alarm.file.AlarmFiles;
import io.kaldrix.monitor.core.alarm.file.AlarmSet;
import io.kaldrix.monitor.core.alarm.metric.MetricMappings;
import io.kaldrix.monitor.core.audit.FencedAuditTrail;
import io.kaldrix.monitor.core.audit.InMemoryAuditTrail;
import io.kaldrix.monitor.core.config.ConfigurationFile;
import io.kaldrix.monitor.core.config.MonitorSettings;
import io.kaldrix.monitor.core.config.PluginSettings;
import io.kaldrix.monitor.core.config.QuerySettings;
import io.kaldrix.monitor.core.config.RemediationSettings;
import io.kaldrix.monitor.core.config.RuleFiles;
import io.kaldrix.monitor.core.config.SeriesSettings;
import io.kaldrix.monitor.core.engine.EngineMeterBook;
import io.kaldrix.monitor.core.engine.FencedCalls;
import io.kaldrix.monitor.core.engine.FoundPlugins;
import io.kaldrix.monitor.core.engine.LabelledAppender;
import io.kaldrix.monitor.core.engine.PluginCatalog;
import io.kaldrix.monitor.core.engine.SharedContext;
import io.kaldrix.monitor.core.health.HealthMonitor;
import io.kaldrix.monitor.core.meter.MeterCollector;
import io.kaldrix.monitor.core.query.PromQlEngine;
import io.kaldrix.monitor.core.query.plan.QueryPlans;
import io.kaldrix.monitor.core.remediation.RemediationRunner;
import io.kaldrix.monitor.core.remediation.Remedy;
import io.kaldrix.monitor.core.rule.RuleEngine;
import io.kaldrix.monitor.core.rule.RuleQueries;
import io.kaldrix.monitor.core.rule.RuleSurroundings;
import io.kaldrix.monitor.core.rule.RuleTemplates;
import io.kaldrix.monitor.core.rule.file.AlarmDefinitions;
import io.kaldrix.monitor.core.series.InMemorySeriesStore;
import io.kaldrix.monitor.core.series.SeriesJournal;
import io.kaldrix.monitor.core.state.InMemoryStateStore;
import io.kaldrix.monitor.core.template.GoTemplates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Puts one monitor together from what its builder gathered, from the ground up: plugins, settings,
 * store, queries, rules, health, engines, tick. What fails on the way closes what was opened.
 */
final class MonitorAssembly {

  private final KaldrixMonitor.Builder builder;
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  private MonitorAssembly(KaldrixMonitor.Builder builder) {
    this.builder = builder;
  }

  static MonitorParts assemble(KaldrixMonitor.Builder builder) {
    MonitorAssembly assembly = new MonitorAssembly(builder);
    try {
      return assembly.parts();
    } catch (RuntimeException e) {
      assembly.closeAfter(e);
      throw e;
    }
  }

  private void closeAfter(RuntimeException failure) {
    for (AutoCloseable part : opened) {
      try {
        part.close();
      } catch (Exception e) {
        failure.addSuppressed(e);
      }
    }
  }

  private <P extends AutoCloseable> P opened(P part) {
    opened.push(part);
    return part;
  }

  private MonitorParts parts() {
    EngineMeterBook meters = new EngineMeterBook();
    FencedCalls fence = opened(new FencedCalls(meters));
    Settings configuration = configuration();
    Duration loading = PluginSettings.read(configuration).deadline();
    FoundPlugins found = FoundPlugins.find(builder.plugins, pluginLoader(), fence, loading);
    Map<String, List<String>> engineKeys =
        found.asked(MonitorEngineProvider.class, MonitorEngineProvider::topKeys, fence, loading);
    KnownEngines.refuseAbsent(configuration, engineKeys);
    MonitorSettings settings = settings(configuration, engineKeys);
    settings.plugins().refuseUnknown(found.names());
    PluginCatalog catalog = new PluginCatalog(found, choice(settings.plugins()));

    Labels processLabels = settings.process().allLabels().with(Labels.of(builder.processLabels));
    InMemorySeriesStore store =
        new InMemorySeriesStore(settings.series().limits(), settings.series().tiers());
    Optional<SeriesJournal> journal = journal(store, settings.series());
    SeriesAppender appender = new LabelledAppender(store, processLabels);
    PromQlEngine queries =
        new PromQlEngine(
            new StartedSamples(store), settings.query().limits(), settings.query().dialect());
    StateStore state = opened(state(settings, catalog));
    AuditTrail audit = opened(audit(settings, catalog, fence));
    RuleTemplates texts = new RuleTemplates(queries, processLabels, settings.rules().externalUrl());
    RuleFiles ruleFiles = ruleFiles(settings, texts);
    AlarmSet alarmSet = alarmSet(settings, configuration);
    List<RuleGroup> ownGroups = ruleGroups(settings, alarmSet);
    List<RuleGroup> groups = Stream.concat(ownGroups.stream(), ruleFiles.load().stream()).toList();
    Duration interval = tickInterval(settings);
    AlarmSurroundings alarmSurroundings =
        new AlarmSurroundings(
            store,
            queries,
            appender,
            processLabels,
            interval,
            new MetricMappings(settings.alarms().metrics()),
            settings.alarms().rangeFactor(),
            alarmSet.mutes(),
            alarmSet.trainings(),
            new SeasonalBand(),
            new FencedAlarmKeeping(state, fence, settings.plugins().deadline()));
    RuleEngine rules =
        new RuleEngine(
            groups,
            RuleSurroundings.of(ruleQueries(settings, queries, store, meters), texts, store, meters)
                .withFigures(appender)
                .withLimits(settings.rules().limits())
                .withMemory(
                    FencedAlertMemory.in(state, fence, settings.plugins().deadline()), interval)
                .withAlarms(new AlarmEngine(groups, alarmSurroundings, meters)));
    RuleFilesWatch watch =
        new RuleFilesWatch(
            ruleFiles,
            ownGroups,
            rules,
            fence,
            settings.rules().reload(),
            settings.plugins().deadline());
    HealthMonitor health =
        opened(
            new HealthMonitor(
                new HealthAssembly(catalog, fence, settings.plugins().deadline())
                    .checks(settings.health(), builder.healthChecks),
                fence,
                appender,
                builder.clock,
                () -> pluginHealth(fence)));
    EngineContext context =
        new SharedContext(
            processLabels,
            interval,
            builder.clock,
            store,
            appender,
            queries,
            new GoTemplates(),
            rules,
            rules,
            state,
            audit,
            meters,
            fence,
            catalog);
    Map<String, MonitorEngine> engines =
        engines(settings, catalog, context, fence, settings.plugins().deadline());
    RemediationRunner remediations =
        new RemediationRunner(
            remedies(settings, catalog, fence),
            settings.plugins().deadline(),
            fence,
            audit,
            meters,
            builder.clock);
    MeterCollector collector =
        opened(new MeterCollector(store, processLabels, settings.collect().maxMeters()));
    builder.registries.forEach(registry -> collector.watch(registry, builder.clock.instant()));
    configuration.refuseUnknown(); // by now all have read what they understand

    SelfObservation self = new SelfObservation(store, collector);
    self.register(meters);
    journal.ifPresent(opened -> SelfObservation.register(opened, meters));
    Tick tick =
        new Tick(
            collector,
            health,
            when -> {
              self.addRefusals(meters);
              meters.append(when, appender);
              watch.look(when);
            },
            engines,
            rules,
            builder.listeners,
            remediations,
            audit,
            fence,
            settings.plugins().deadline());
    meters.gauge("kaldrix_tick_seconds", Labels.EMPTY, "Time the last tick took.", tick::seconds);
    return new MonitorParts(
        store,
        journal,
        collector,
        queries,
        rules,
        health,
        remediations,
        engines,
        catalog,
        state,
        audit,
        fence,
        settings.plugins().deadline(),
        tick,
        loop(interval, tick, meters));
  }

  private Optional<SeriesJournal> journal(InMemorySeriesStore store, SeriesSettings settings) {
    if (settings.directory().isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          opened(
              SeriesJournal.open(
                  store,
                  settings.directory().get(),
                  settings.maxDiskBytes(),
                  builder.clock.instant())));
    } catch (IOException e) {
      throw new UncheckedIOException("series.directory does not open: " + e.getMessage(), e);
    }
  }

  private static RuleQueries ruleQueries(
      MonitorSettings settings,
      PromQlEngine queries,
      InMemorySeriesStore store,
      EngineMeterBook meters) {
    if (!settings.rules().compiled()) {
      return RuleQueries.of(queries);
    }
    QueryPlans plans = new QueryPlans(queries, store.head());
    PlannedRuleQuery.register(plans, meters);
    return expression -> new PlannedRuleQuery(plans.prepare(expression));
  }

  /** A health check has an entry of its own already, with what it saw. */
  private static List<CheckedHealth> pluginHealth(FencedCalls fence) {
    return fence.health().stream()
        .filter(entry -> !entry.name().startsWith("plugin:health-check:"))
        .toList();
  }

  private static ClassLoader pluginLoader() {
    ClassLoader ofThread = Thread.currentThread().getContextClassLoader();
    return ofThread == null ? MonitorAssembly.class.getClassLoader() : ofThread;
  }

  private Settings configuration() {
    Function<String, Optional<String>> variables =
        name ->
            Optional.ofNullable(builder.variables.get(name))
                .or(() -> Optional.ofNullable(System.getenv(name)));
    return builder.configurationFile == null
        ? ConfigurationFile.of(builder.configuration, variables)
        : ConfigurationFile.load(builder.configurationFile, variables);
  }

  private static MonitorSettings settings(
      Settings configuration, Map<String, List<String>> engines) {
    QueryEngine parser = parser(QuerySettings.read(configuration.section("query")));
    return MonitorSettings.read(configuration, engines, expression -> problem(parser, expression));
  }

  private static QueryEngine parser(QuerySettings queries) {
    return new PromQlEngine(
        new InMemorySeriesStore(MonitorSettings.defaults().series().limits()),
        queries.limits(),
        queries.dialect());
  }

  private static Optional<String> problem(QueryEngine parser, String expression) {
    try {
      parser.prepare(expression);
      return Optional.empty();
    } catch (QueryException e) {
      return Optional.ofNullable(e.getMessage());
    }
  }

  private static PluginCatalog.Choice choice(PluginSettings settings) {
    return new PluginCatalog.Choice() {
      @Override
      public boolean isEnabled(String name) {
        return settings.enabled(name);
      }

      @Override
      public int order(String name, int own) {
        return settings.order(name, own);
      }
    };
  }

  private List<RuleGroup> ruleGroups(MonitorSettings settings, AlarmSet alarms) {
    List<RuleGroup> groups = new ArrayList<>(settings.ruleGroups());
    if (!alarms.alarms().isEmpty()) {
      groups.add(new RuleGroup(AlarmDefinitions.GROUP, Optional.empty(), alarms.alarms()));
    }
    groups.addAll(builder.ruleGroups);
    return groups;
  }

  private RuleFiles ruleFiles(MonitorSettings settings, RuleTemplates texts) {
    Path here = Path.of("").toAbsolutePath();
    Path parent =
        builder.configurationFile == null
            ? null
            : here.resolve(builder.configurationFile).getParent();
    Path beside = parent == null ? here : parent;
    QueryEngine parser = parser(settings.query());
    return new RuleFiles(
        settings.rules().files(),
        beside,
        expression -> problem(parser, expression),
        texts::problem);
  }

  /** Reads the files of alarms, whose paths begin where the configuration is. */
  private AlarmSet alarmSet(MonitorSettings settings, Settings configuration) {
    Path file = builder.configurationFile;
    Path directory = file == null ? null : file.toAbsolutePath().getParent();
    try {
      return AlarmFiles.load(
              directory == null ? Path.of("") : directory,
              settings.alarms().files(),
              settings.alarms().severity())
          .with(new AlarmSet(List.of(), builder.alarmMutes, builder.bandTrainings));
    } catch (SettingsException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw configuration
          .section("rules")
          .invalid("alarms", "paths or patterns of files, but " + e.getMessage());
    }
  }

  private Duration tickInterval(MonitorSettings settings) {
    return builder.tickInterval.isZero() ? settings.collect().interval() : builder.tickInterval;
  }

  private StateStore state(MonitorSettings settings, PluginCatalog catalog) {
    StateStoreProvider provider = settings.state().among(catalog.byName(StateStoreProvider.class));
    Settings own = settings.state().settings();
    try {
      if (!builder.opensStores) {
        passOver(own);
        return new InMemoryStateStore.Provider().open(Settings.none());
      }
      return provider.open(own);
    } catch (IOException e) {
      throw new UncheckedIOException("state store does not open: " + e.getMessage(), e);
    }
  }

  private AuditTrail audit(MonitorSettings settings, PluginCatalog catalog, Fence fence) {
    AuditTrailProvider provider = settings.audit().among(catalog.byName(AuditTrailProvider.class));
    Settings own = settings.audit().settings();
    if (!builder.opensStores) {
      passOver(own);
      return new InMemoryAuditTrail.Provider().open(Settings.none(), builder.clock);
    }
    AuditTrail trail = provider.open(own, builder.clock);
    return new FencedAuditTrail(trail, fence, settings.plugins().deadline());
  }

  /** An action with a wrong setting stops the start; one that cannot be made is left out. */
  private static List<Remedy> remedies(
      MonitorSettings settings, PluginCatalog catalog, Fence fence) {
    Map<String, RemediationProvider> providers = catalog.byName(RemediationProvider.class);
    List<Remedy> remedies = new ArrayList<>();
    for (RemediationSettings wanted : settings.remediations()) {
      RemediationProvider provider = wanted.among(providers);
      String name = wanted.action();
      CallOutcome<RemediationAction> action =
          fence.call(
              "remediation:" + name,
              settings.plugins().deadline(),
              () -> provider.create(wanted.settings()));
      refuseWrongSetting(action);
      if (action.value().isPresent()) {
        remedies.add(new Remedy(wanted.on(), name, action.value().get(), wanted.policy()));
      } else {
        catalog.fail(RemediationProvider.class, name, action.problem());
      }
    }
    return remedies;
  }

  private static void refuseWrongSetting(CallOutcome<?> made) {
    if (made instanceof CallOutcome.Threw<?> threw
        && threw.cause() instanceof IllegalArgumentException wrongSetting) {
      throw wrongSetting;
    }
  }

  /** An engine with a wrong setting stops the start; one that is broken is passed over. */
  private Map<String, MonitorEngine> engines(
      MonitorSettings settings,
      PluginCatalog catalog,
      EngineContext context,
      FencedCalls fence,
      Duration deadline) {
    Map<String, MonitorEngine> engines = new LinkedHashMap<>();
    for (MonitorEngineProvider provider : catalog.of(MonitorEngineProvider.class)) {
      String name = provider.name();
      Settings section = settings.engine(name);
      CallOutcome<MonitorEngine> outcome =
          fence.call("engine:" + name, deadline, () -> provider.create(section, context));
      refuseWrongSetting(outcome);
      outcome.value().ifPresent(engine -> engines.put(name, opened(engine)));
      if (outcome.value().isEmpty()) {
        catalog.fail(MonitorEngineProvider.class, name, outcome.problem());
      }
    }
    for (String section : settings.engines().keySet()) {
      if (!engines.containsKey(section)) { // disabled or broken: nobody reads it
        passOver(settings.engine(section));
      }
    }
    return engines;
  }

  /** Lets settings pass that nobody reads. */
  private static void passOver(Settings unread) {
    unread.keys().forEach(unread::has);
  }

  private Optional<TickLoop> loop(Duration interval, Tick tick, EngineMeterBook meters) {
    if (!builder.ticksByItself) {
      return Optional.empty();
    }
    return Optional.of(
        new TickLoop(
            builder.clock,
            interval,
            tick::run,
            meters.counter("kaldrix_ticks_total", Labels.EMPTY, "Ticks run."),
            meters.counter(
                "kaldrix_ticks_missed_total", Labels.EMPTY, "Ticks left out as time was short.")));
  }
}
