package io.kaldrix.monitor.compliance;

import io.kaldrix.monitor.api.alert.AlertTransition;
import io.kaldrix.monitor.api.audit.AuditEvent;
import io.kaldrix.monitor.api.compliance.CheckDescription;
import io.kaldrix.monitor.api.compliance.CheckResult;
import io.kaldrix.monitor.api.compliance.Compliance;
import io.kaldrix.monitor.api.compliance.ComplianceCheck;
import io.kaldrix.monitor.api.compliance.ComplianceCheckProvider;
import io.kaldrix.monitor.api.compliance.Evidence;
import io.kaldrix.monitor.api.compliance.Finding;
import io.kaldrix.monitor.api.compliance.Outcome;
import io.kaldrix.monitor.api.engine.CallOutcome;
import io.kaldrix.monitor.api.engine.EngineContext;
import io.kaldrix.monitor.api.engine.EngineMeters;
import io.kaldrix.monitor.api.engine.MonitorEngine;
import io.kaldrix.monitor.api.engine.MonitorEngineProvider;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.plugin.Settings;
import io.kaldrix.monitor.api.plugin.SettingsException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs each check at the first tick and then on its schedule, behind the fence and off the tick's
 * thread, and keeps what it found. A check that throws, hangs or is late has found that it cannot
 * tell, with evidence of what happened; nothing is ever a pass for want of an answer.
 *
 * <p>Settings: {@code interval} (default 1h) between runs of a check; {@code deadline} (default
 * 30s) of a run; {@code checks}, by check id each with {@code enabled} (default true) and its own
 * {@code interval}; {@code plugins}, by provider name what that provider understands; {@code
 * config-rules}, rules of AWS Config, and {@code files} that hold one each.
 */
final class AssessmentEngine implements MonitorEngine, Compliance {

  private static final Duration LEAST_INTERVAL = Duration.ofSeconds(1);

  private static final Logger log = LoggerFactory.getLogger(AssessmentEngine.class);

  private final EngineContext context;
  private final Duration deadline;
  private final SortedMap<String, Assessment> assessments = new TreeMap<>();
  private final Map<ConfigRule, Assessment> kept = new LinkedHashMap<>();
  private final StatusSeries series;
  private volatile boolean closed;

  AssessmentEngine(Settings settings, EngineContext context) {
    this.context = context;
    this.deadline = settings.duration("deadline", Duration.ofSeconds(30));
    Duration interval = settings.duration("interval", Duration.ofHours(1), LEAST_INTERVAL);
    List<ComplianceCheck> checks = made(context, settings.section("plugins"));
    Settings byId = settings.section("checks");
    Set<String> known = new TreeSet<>();
    for (ComplianceCheck check : checks) {
      Optional<CheckDescription> described = described(check, known);
      if (described.isPresent()) {
        String id = described.get().id();
        known.add(id);
        Settings own = byId.section(id);
        Duration ownInterval = own.duration("interval", interval, LEAST_INTERVAL);
        if (own.flag("enabled", true)) {
          assessments.put(id, new Assessment(check, described.get(), ownInterval));
        }
      }
    }
    byId.refuseUnknown(); // by now each check has asked for its own
    takeUp(settings, known, interval);
    this.series = new StatusSeries(context.appender(), context.processLabels());
    countFindings(context.meters());
  }

  /** A rule that a check keeps has that check's findings; any other is looked at as a check. */
  private void takeUp(Settings settings, Set<String> known, Duration interval) {
    List<Settings> blocks = new ArrayList<>(settings.sections("config-rules"));
    blocks.addAll(settings.files("files"));
    Map<String, Assessment> checks = Map.copyOf(assessments);
    for (Settings block : blocks) {
      ConfigRule rule = ConfigRule.read(block);
      if (!known.add(rule.id())) {
        throw block.invalid("config_rule_name", "a name that no other rule and no check has");
      }
      Assessment keeper = checks.get(rule.checkId());
      if (keeper == null) {
        UnseenRule unseen = new UnseenRule(rule);
        assessments.put(rule.id(), new Assessment(unseen, unseen.description(), interval));
      } else {
        kept.put(rule, keeper);
      }
    }
  }

  private static List<ComplianceCheck> made(EngineContext context, Settings plugins) {
    List<ComplianceCheck> made = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (ComplianceCheckProvider provider : context.plugins(ComplianceCheckProvider.class)) {
      if (names.add(provider.name())) {
        made.addAll(made(provider, plugins.section(provider.name())));
      }
    }
    return made;
  }

  private static List<ComplianceCheck> made(ComplianceCheckProvider provider, Settings settings) {
    try {
      return provider.create(settings);
    } catch (SettingsException e) {
      throw e;
    } catch (RuntimeException | LinkageError e) {
      log.error(
          "checks '{}' are left out: {} threw while making them",
          provider.name(),
          provider.getClass().getName(),
          e);
      return List.of();
    }
  }

  private static Optional<CheckDescription> described(ComplianceCheck check, Set<String> known) {
    String type = check.getClass().getName();
    try {
      CheckDescription description = check.description();
      if (!known.contains(description.id())) {
        return Optional.of(description);
      }
      log.error("check {} is left out: another has its id '{}'", type, description.id());
    } catch (RuntimeException | LinkageError e) {
      log.error("check {} is left out: it threw when asked for its description", type, e);
    }
    return Optional.empty();
  }

  private void countFindings(EngineMeters meters) {
    for (Outcome outcome : Outcome.values()) {
      meters.gauge(
          "kaldrix_compliance_findings",
          Labels.of("outcome", outcome.label()),
          "Checks by what they found last.",
          () -> findings().stream().filter(f -> f.result().outcome() == outcome).count());
    }
  }

  /** Writes what is known before this tick's rules are evaluated. */
  @Override
  public void detect(Instant tick) {
    findings().forEach(finding -> series.append(tick, finding));
  }

  /** Begins the runs that are due. */
  @Override
  public void react(Instant tick, List<AlertTransition> transitions) {
    for (Assessment assessment : assessments.values()) {
      if (assessment.begin(tick)) {
        run(assessment, tick);
      }
    }
  }

  private void run(Assessment assessment, Instant now) {
    CompletableFuture<CallOutcome<CheckResult>> call =
        context
            .fence()
            .run(
                "check:" + assessment.description().id(),
                deadline,
                () -> Objects.requireNonNull(assessment.check().run(now), "the check's result"));
    // Nothing hangs on what this returns: the outcome is an answer whatever happened.
    CompletableFuture<Void> unused =
        call.thenAccept(outcome -> account(assessment.end(now, outcome)));
  }

  private void account(Assessment.Change change) {
    if (closed || !change.isOfOutcome()) {
      return;
    }
    Finding finding = change.after();
    Outcome outcome = finding.result().outcome();
    if (outcome == Outcome.FAIL) {
      log.warn("check '{}' fails: {}", finding.check().id(), finding.result().summary());
    }
    AuditEvent.Builder event =
        AuditEvent.of(
                finding.lastSeen(), "system:compliance", "finding.changed", finding.check().id())
            .detail("from", change.before().map(Outcome::label).orElse("not run"))
            .detail("to", outcome.label())
            .detail("summary", finding.result().summary());
    int number = 1;
    for (Evidence evidence : finding.result().evidence()) {
      event.detail("evidence " + number++ + " sha256", evidence.sha256());
    }
    context.audit().append(event.succeeded());
  }

  @Override
  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    assessments.values().forEach(assessment -> assessment.finding().ifPresent(findings::add));
    kept.forEach(
        (rule, keeper) ->
            keeper.finding().ifPresent(finding -> findings.add(ofRule(rule, finding))));
    findings.sort(Comparator.comparing(finding -> finding.check().id()));
    return List.copyOf(findings);
  }

  private static Finding ofRule(ConfigRule rule, Finding found) {
    return new Finding(
        rule.describedBy(found.check()), found.result(), found.since(), found.lastSeen());
  }

  @Override
  public void close() {
    closed = true;
  }

  /** Offers assessment under the section {@code compliance}. */
  public static final class Provider implements MonitorEngineProvider {

    /** Creates the provider. */
    public Provider() {}

    @Override
    public String name() {
      return "compliance";
    }

    @Override
    public MonitorEngine create(Settings settings, EngineContext context) {
      return new AssessmentEngine(settings, context);
    }
  }
}
