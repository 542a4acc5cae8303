package io.kaldrix.monitor.compliance.check;

import io.kaldrix.monitor.api.alert.Severity;
import io.kaldrix.monitor.api.compliance.CheckDescription;
import io.kaldrix.monitor.api.compliance.CheckResult;
import io.kaldrix.monitor.api.compliance.ComplianceCheck;
import io.kaldrix.monitor.api.compliance.ComplianceCheckProvider;
import io.kaldrix.monitor.api.compliance.ControlReference;
import io.kaldrix.monitor.api.compliance.Evidence;
import io.kaldrix.monitor.api.compliance.Outcome;
import io.kaldrix.monitor.api.plugin.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import javax.net.ssl.SSLContext;

/**
 * Checks what this JVM accepts in TLS unless told otherwise, as a server and as a client. It asks
 * the default context and makes no connection; a host that sets up a context of its own is not seen
 * here. Asking for the default context makes it, if nothing in the JVM has before: a host that sets
 * {@code javax.net.ssl} properties does so before it starts the monitor.
 *
 * <p>What the rules do not know is neither good nor bad: then the check cannot tell.
 */
final class TlsCheck implements ComplianceCheck {

  /** Goes up when the rules change, so that evidence says by which it was judged. */
  private static final String VERSION = "1";

  /** For so long what was seen is taken to hold; the engine looks more often. */
  private static final Duration VALIDITY = Duration.ofDays(1);

  private static final List<ControlReference> CONTROLS =
      List.of(
          new ControlReference("gdpr", "Art.32"),
          new ControlReference("hipaa", "164.312(e)(1)"),
          new ControlReference("hipaa", "164.312(e)(2)(ii)"),
          new ControlReference("iso27001_2013", "A.10.1.1"),
          new ControlReference("iso27001_2013", "A.14.1.2"),
          new ControlReference("iso27001_2022", "A.8.24"),
          new ControlReference("nist_800_53_r5_high", "sc-13"),
          new ControlReference("nist_800_53_r5_high", "sc-8.1"),
          new ControlReference("pci_dss_4_0_1", "4.2.1"),
          new ControlReference("soc2_tsc_2017", "CC6.7"));

  private final CheckDescription description;
  private final Callable<SSLContext> context;
  private final String what;
  private final Function<TlsOffer, Collection<String>> offered;
  private static final int NAMED_IN_SUMMARY = 3;

  private final Function<String, Verdict> rule;

  private TlsCheck(
      CheckDescription description,
      Callable<SSLContext> context,
      String what,
      Function<TlsOffer, Collection<String>> offered,
      Function<String, Verdict> rule) {
    this.description = description;
    this.context = context;
    this.what = what;
    this.offered = offered;
    this.rule = rule;
  }

  /** Returns the check of protocol versions. */
  static TlsCheck ofProtocols(Callable<SSLContext> context) {
    return new TlsCheck(
        new CheckDescription(
            "jvm-tls-protocols",
            "TLS connections of this JVM use version 1.2 or later",
            "Who can stand between two parties can read or change what they send: the older"
                + " versions have flaws that cannot be repaired.",
            "Remove the versions named from the host's TLS settings, and add them to"
                + " jdk.tls.disabledAlgorithms in java.security. Peers that cannot do TLS 1.2 have"
                + " to be renewed.",
            Severity.HIGH,
            CONTROLS),
        context,
        "protocol version",
        TlsOffer::protocols,
        TlsRules::protocol);
  }

  /**
   * Returns the check of cipher suites.
   *
   * @param rule {@link TlsRules#accepted} or {@link TlsRules#recommended}
   */
  static TlsCheck ofCipherSuites(Callable<SSLContext> context, Function<String, Verdict> rule) {
    return new TlsCheck(
        new CheckDescription(
            "jvm-tls-cipher-suites",
            "TLS connections of this JVM use cipher suites that hold",
            "A connection that looks protected can be read or changed by others, now or once"
                + " recorded traffic is decrypted.",
            "Add the algorithms named to jdk.tls.disabledAlgorithms in java.security, or list the"
                + " suites to use in the host's TLS settings.",
            Severity.HIGH,
            CONTROLS),
        context,
        "cipher suite",
        TlsOffer::suites,
        rule);
  }

  @Override
  public CheckDescription description() {
    return description;
  }

  @Override
  public CheckResult run(Instant now) {
    TlsOffer offer;
    try {
      offer = TlsOffer.of(context.call());
    } catch (Exception e) { // whatever it is, nothing can be seen
      return cannotSee(now, e);
    }
    List<String> good = new ArrayList<>();
    List<String> bad = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    for (String name : offered.apply(offer)) {
      Verdict verdict = rule.apply(name);
      if (verdict instanceof Verdict.Bad because) {
        bad.add(name + " (" + because.why() + ")");
      } else if (verdict instanceof Verdict.Good) {
        good.add(name);
      } else {
        unknown.add(name);
      }
    }
    return result(good, bad, unknown, evidence(offer, now), now);
  }

  private CheckResult result(
      List<String> good, List<String> bad, List<String> unknown, Evidence seen, Instant now) {
    if (!bad.isEmpty()) {
      return new CheckResult(
          Outcome.FAIL,
          "accepts " + counted("bad ", bad) + ": " + someOf(bad),
          List.of(seen, evidence("bad:\n" + String.join("\n", bad), now)));
    }
    if (!unknown.isEmpty()) {
      return new CheckResult(
          Outcome.CANNOT_TELL,
          "accepts " + counted("", unknown) + " that no rule knows: " + someOf(unknown),
          List.of(seen, evidence("unknown:\n" + String.join("\n", unknown), now)));
    }
    return good.isEmpty()
        ? new CheckResult(Outcome.NOT_APPLICABLE, "accepts no " + what + " at all", List.of(seen))
        : new CheckResult(
            Outcome.PASS, "accepts " + counted("", good) + ", none of them bad", List.of(seen));
  }

  private String counted(String kind, List<String> names) {
    return names.size() + " " + kind + what + (names.size() == 1 ? "" : "s");
  }

  /** A summary is one line for people; the evidence has them all. */
  private static String someOf(List<String> names) {
    String first = String.join(", ", names.subList(0, Math.min(names.size(), NAMED_IN_SUMMARY)));
    int more = names.size() - NAMED_IN_SUMMARY;
    return more > 0 ? first + " and " + more + " more" : first;
  }

  private Evidence evidence(TlsOffer offer, Instant now) {
    String content =
        String.join(
            "\n",
            "provider: " + offer.provider(),
            "server protocols: " + String.join(", ", offer.serverProtocols()),
            "client protocols: " + String.join(", ", offer.clientProtocols()),
            "server suites: " + String.join(", ", offer.serverSuites()),
            "client suites: " + String.join(", ", offer.clientSuites()));
    return evidence(content, now);
  }

  private CheckResult cannotSee(Instant now, Exception problem) {
    String kind = problem.getClass().getName();
    return new CheckResult(
        Outcome.CANNOT_TELL,
        "the default TLS context cannot be made: " + kind,
        List.of(evidence("no TLS context: " + kind, now)));
  }

  private Evidence evidence(String content, Instant now) {
    return new Evidence(
        "SSLContext.getDefault()",
        content,
        now,
        description.id() + " " + VERSION,
        Optional.of(now.plus(VALIDITY)));
  }

  /**
   * Offers both checks under the name {@code jvm-tls}. Setting: {@code cipher-suites}, {@code
   * accepted} (default: none that is broken) or {@code recommended} (only with forward secrecy and
   * authenticated encryption, as RFC 9325 recommends).
   */
  public static final class Provider implements ComplianceCheckProvider {

    /** Creates the provider. */
    public Provider() {}

    @Override
    public String name() {
      return "jvm-tls";
    }

    @Override
    public List<ComplianceCheck> create(Settings settings) {
      Map<String, Function<String, Verdict>> rules =
          Map.of("accepted", TlsRules::accepted, "recommended", TlsRules::recommended);
      Function<String, Verdict> rule = settings.choice("cipher-suites", TlsRules::accepted, rules);
      return List.of(
          ofProtocols(SSLContext::getDefault), ofCipherSuites(SSLContext::getDefault, rule));
    }
  }
}
