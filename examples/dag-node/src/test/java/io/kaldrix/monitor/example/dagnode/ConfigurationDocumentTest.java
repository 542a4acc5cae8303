package io.kaldrix.monitor.example.dagnode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kaldrix.monitor.api.plugin.PluginStatus;
import io.kaldrix.monitor.api.plugin.SettingsException;
import io.kaldrix.monitor.core.KaldrixMonitor;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds what the documentation says of the configuration to what the code does. */
class ConfigurationDocumentTest {

  private static final Path ROOT = Path.of("..", "..");
  private static final Page DOCUMENT = Page.read(ROOT.resolve("docs/configuration.md"));
  private static final List<Page> PAGES =
      List.of(
          DOCUMENT,
          Page.read(ROOT.resolve("README.md")),
          Page.read(ROOT.resolve("plugins/channel-webhook/README.md")),
          Page.read(ROOT.resolve("plugins/collector-scrape/README.md")),
          Page.read(Path.of("README.md")));

  /** A key that nobody knows; the error names all that somebody does. */
  private static final String NOBODYS = "zzz-nobodys";

  /** What a provider must be told, by its name; those that are not here need nothing. */
  private static final Map<String, Map<String, Object>> LEAST =
      Map.of(
          "tcp", Map.of("host", "localhost", "port", 80),
          "http", Map.of("url", "http://localhost/"),
          "dns", Map.of("name", "localhost"),
          "tls-expiry", Map.of("host", "localhost"),
          "webhook", Map.of("url", "http://localhost/"));

  /** Most examples name no channel, of which each start would warn. */
  private static final Logger WARNS = Logger.getLogger("io.kaldrix.monitor.alerting");

  @TempDir static Path directory;

  @BeforeAll
  static void warnOfNothing() {
    WARNS.setLevel(Level.SEVERE);
  }

  @AfterAll
  static void warnAgain() {
    WARNS.setLevel(null);
  }

  private static KaldrixMonitor.Builder builder() {
    return KaldrixMonitor.builder()
        .meterRegistry(new SimpleMeterRegistry())
        .variable("WEBHOOK_URL", "http://localhost:9/alerts")
        .manualTicks();
  }

  private static Path written(String name, String text) throws IOException {
    Files.writeString(directory.resolve("ops-webhook"), "a secret\n");
    Files.writeString(directory.resolve("webhook"), "a secret\n");
    Files.writeString(directory.resolve("rates-token"), "a secret\n");
    String ofThisTest =
        text.replace("/run/secrets/", directory + "/").replace("/var/lib/", directory + "/");
    return Files.writeString(directory.resolve(name), ofThisTest);
  }

  static Stream<Arguments> examples() {
    return PAGES.stream()
        .flatMap(
            page ->
                page.blocks().stream()
                    .filter(block -> block.kind().equals("yaml"))
                    .map(block -> Arguments.of(page.name() + ":" + block.line(), block.text())));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("examples")
  void everyExampleStartsAMonitor(String where, String text) throws IOException {
    try (KaldrixMonitor monitor = builder().configuration(written("kaldrix.yml", text)).start()) {
      assertThat(monitor.plugins())
          .noneMatch(plugin -> plugin.state() == PluginStatus.State.FAILED);
    }
  }

  @Test
  void theExampleInJsonStartsAMonitorToo() throws IOException {
    Page.Block json =
        DOCUMENT.blocks().stream()
            .filter(block -> block.kind().equals("json"))
            .findFirst()
            .orElseThrow();
    Path file = written("kaldrix.json", json.text());
    try (KaldrixMonitor monitor = builder().configuration(file).start()) {
      assertThat(monitor.rules().groups()).isEmpty();
    }
  }

  static Stream<Arguments> errors() {
    List<Arguments> errors = new ArrayList<>();
    List<Page.Block> blocks = DOCUMENT.blocks();
    for (int i = 0; i < blocks.size(); i++) {
      if (blocks.get(i).kind().equals("yaml wrong")) {
        Page.Block message = blocks.get(i + 1);
        assertThat(message.kind()).isEqualTo("text");
        errors.add(Arguments.of(message.text().strip(), blocks.get(i).text()));
      }
    }
    return errors.stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("errors")
  void everyErrorReadsAsTheDocumentHasIt(String message, String text) throws IOException {
    KaldrixMonitor.Builder builder =
        builder().variable("PASSWORD", "hunter2").configuration(written("kaldrix.yml", text));
    assertThat(catchThrowableOfType(SettingsException.class, builder::start)).hasMessage(message);
  }

  /**
   * A place of the configuration.
   *
   * @param headings where its keys are told
   * @param with a configuration in which that place has a key that nobody knows
   */
  record Place(List<String> headings, Map<String, ?> with) {
    @Override
    public String toString() {
      return String.join(", ", headings);
    }
  }

  private static Place place(String heading, String path, Map<String, ?> beside) {
    return new Place(List.of(heading), nested(path, beside));
  }

  /** Returns a map that holds {@code values} and the unknown key at a path such as {@code a/[]}. */
  private static Map<String, ?> nested(String path, Map<String, ?> values) {
    Map<String, Object> innermost = new LinkedHashMap<>(values);
    innermost.put(NOBODYS, 1);
    return around(path, innermost);
  }

  private static Map<String, ?> around(String path, Map<String, ?> values) {
    String[] steps = path.isEmpty() ? new String[0] : path.split("/");
    Object value = values;
    for (int i = steps.length - 1; i >= 0; i--) {
      value = steps[i].equals("[]") ? List.of(value) : Map.of(steps[i], value);
    }
    @SuppressWarnings("unchecked") // no path begins with a list
    Map<String, ?> whole = (Map<String, ?>) value;
    return whole;
  }

  static Stream<Place> places() {
    Map<String, ?> alert = Map.of("alert", "A", "expr", "up");
    Map<String, ?> rules = Map.of("name", "g", "rules", List.of(alert));
    Map<String, ?> unknownInAlert = nested("", alert);
    Stream<Place> fixed =
        Stream.of(
            place("Top of the file", "", Map.of()),
            place("`collect`", "collect", Map.of()),
            place("`series`", "series", Map.of()),
            place("Aggregates", "series/tiers", Map.of()),
            place("`query`", "query", Map.of()),
            place("`rules`", "rules", Map.of()),
            place("`rules.cloudwatch`", "rules/cloudwatch", Map.of()),
            place("A rule group", "rules/groups/[]", rules),
            new Place(
                List.of("A rule"),
                around("rules/groups/[]", Map.of("name", "g", "rules", List.of(unknownInAlert)))),
            place("`health`", "health", Map.of()),
            place("`anomaly`", "anomaly", Map.of()),
            place("A watch", "anomaly/watch/[]", Map.of("name", "w", "query", "up")),
            place("`alerting`", "alerting", Map.of()),
            place("`compliance`", "compliance", Map.of()),
            place("A compliance check", "compliance/checks/jvm-tls-protocols", Map.of()),
            place("`remediation`", "remediation/[]", Map.of("on", "A", "action", "thread-dump")),
            place("`plugins`", "plugins/webhook", Map.of()));
    return Stream.of(
            fixed, brought(), plugins().stream().flatMap(ConfigurationDocumentTest::placeOf))
        .flatMap(places -> places);
  }

  /** Blocks that are taken as they stand elsewhere. */
  private static Stream<Place> brought() {
    Map<String, ?> range =
        Map.of("start_time", "2023-01-01T00:00:00Z", "end_time", "2023-01-02T00:00:00Z");
    Map<String, ?> metric = Map.of("metric_name", "M", "aggregation_function", "SUM");
    Map<String, ?> detector = Map.of("metric_name", "M");
    Map<String, ?> set = Map.of("metric_set_name", "s", "metric_list", List.of(metric));
    Map<String, ?> job = Map.of("job_name", "j");
    Map<String, ?> source = Map.of("source_identifier", "X");
    Map<String, ?> rule = Map.of("config_rule_name", "r", "source", source);
    String detectors = "anomaly/detectors/[]";
    String sets = "anomaly/metric-sets/[]";
    String jobs = "scrape_configs/[]";
    String rules = "compliance/config-rules/[]";
    return Stream.of(
        place("A CloudWatch detector", detectors, detector),
        part("Configuration of a CloudWatch detector", detectors, detector, "configuration"),
        part(
            "An excluded time range",
            detectors,
            detector,
            "configuration/excluded_time_ranges/[]",
            range),
        place("A metric set", sets, set),
        part("A metric of a metric set", sets, set, "metric_list/[]", metric),
        part("A timestamp column", sets, set, "timestamp_column"),
        place("`scrape_configs`", jobs, job),
        part("Static targets", jobs, job, "static_configs/[]"),
        part("A relabelling step", jobs, job, "relabel_configs/[]", Map.of("target_label", "a")),
        part(
            "A user and password of a target",
            jobs,
            job,
            "basic_auth",
            Map.of("username", "u", "password", "p")),
        part(
            "Another authorization of a target",
            jobs,
            job,
            "authorization",
            Map.of("credentials", "c")),
        place("A config rule", rules, rule),
        part("Source of a config rule", rules, rule, "source", source),
        part("Scope of a config rule", rules, rule, "scope"));
  }

  private static Place part(String heading, String path, Map<String, ?> block, String part) {
    return part(heading, path, block, part, Map.of());
  }

  /** Puts the unknown key into a part of a block. */
  private static Place part(
      String heading, String path, Map<String, ?> block, String part, Map<String, ?> beside) {
    Map<String, Object> whole = new LinkedHashMap<>(block);
    whole.putAll(nested(part, beside));
    return new Place(List.of(heading), around(path, whole));
  }

  private static List<PluginStatus> plugins() {
    try (KaldrixMonitor monitor = builder().start()) {
      return monitor.plugins();
    }
  }

  private static Stream<Place> placeOf(PluginStatus plugin) {
    String name = plugin.name();
    Map<String, Object> least = new LinkedHashMap<>(LEAST.getOrDefault(name, Map.of()));
    least.put("type", name);
    return switch (plugin.kind()) {
      case "MonitorEngineProvider" ->
          name.equals("scrape")
              ? Stream.empty()
              : Stream.of(place("`" + name + "`", name, Map.of()));
      case "HealthCheckProvider" ->
          Stream.of(
              new Place(
                  List.of("Any health check", "Health check `" + name + "`"),
                  nested("health/checks/probe", least)));
      case "DetectorProvider" ->
          Stream.of(
              new Place(
                  List.of("Detector `" + name + "`"),
                  around(
                      "anomaly/watch/[]",
                      Map.of(
                          "name",
                          "w",
                          "query",
                          "up",
                          "detector",
                          name,
                          "settings",
                          Map.of(NOBODYS, 1)))));
      case "ChannelProvider" ->
          Stream.of(
              new Place(
                  List.of("Any channel", "Channel `" + name + "`"),
                  nested("alerting/channels/ops", least)));
      case "ComplianceCheckProvider" ->
          Stream.of(
              place("Compliance plugin `" + name + "`", "compliance/plugins/" + name, Map.of()));
      case "RemediationProvider" ->
          Stream.of(
              new Place(
                  List.of("Remediation `" + name + "`"),
                  around(
                      "remediation/[]",
                      Map.of("on", "A", "action", name, "settings", Map.of(NOBODYS, 1)))));
      case "StateStoreProvider" -> {
        least.put("directory", directory.resolve("state").toString());
        if (name.equals("memory")) {
          least.remove("directory");
        }
        yield Stream.of(
            new Place(List.of("`state`", "State store `" + name + "`"), nested("state", least)));
      }
      case "AuditTrailProvider" ->
          Stream.of(
              new Place(List.of("`audit`", "Audit trail `" + name + "`"), nested("audit", least)));
      default -> throw new AssertionError("the document has no place for " + plugin);
    };
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("places")
  void everyKeyThatTheCodeAsksForIsTold(Place place) {
    Set<String> told =
        place.headings().stream()
            .flatMap(heading -> DOCUMENT.keysUnder(heading).stream())
            .collect(Collectors.toCollection(TreeSet::new));
    KaldrixMonitor.Builder builder = builder().configuration(place.with());
    SettingsException error = catchThrowableOfType(SettingsException.class, builder::start);
    assertThat(error).hasMessageContaining(NOBODYS + " is unknown, ");
    assertThat(allowed(error.getMessage())).isEqualTo(told);
  }

  private static Set<String> allowed(String message) {
    int list = message.indexOf(", allowed: ");
    return list < 0
        ? Set.of()
        : new TreeSet<>(List.of(message.substring(list + ", allowed: ".length()).split(", ")));
  }

  @Test
  void nothingIsToldOfPluginsThatAreNotThere() {
    List<String> ofPlugins =
        places().flatMap(place -> place.headings().stream()).filter(h -> h.endsWith("`")).toList();
    assertThat(DOCUMENT.headings().stream().filter(heading -> heading.endsWith("`")))
        .isSubsetOf(ofPlugins);
  }
}
