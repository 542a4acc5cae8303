package io.kaldrix.monitor.compliance.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kaldrix.monitor.api.compliance.CheckResult;
import io.kaldrix.monitor.api.compliance.ComplianceCheck;
import io.kaldrix.monitor.api.compliance.ComplianceCheckProvider;
import io.kaldrix.monitor.api.compliance.ControlReference;
import io.kaldrix.monitor.api.compliance.Outcome;
import io.kaldrix.monitor.api.plugin.Settings;
import io.kaldrix.monitor.plugin.testkit.ComplianceCheckContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TlsCheckTest implements ComplianceCheckContract {

  private static final Instant NOW = Instant.parse("2026-11-21T19:00:00Z");

  @Override
  public ComplianceCheckProvider provider() {
    return new TlsCheck.Provider();
  }

  @Override
  public Map<String, ?> settings() {
    return Map.of("cipher-suites", "recommended");
  }

  @Override
  public List<ComplianceCheck> passing() throws Exception {
    return List.of(protocols("TLSv1.2", "TLSv1.3"), accepted("TLS_AES_256_GCM_SHA384"));
  }

  @Override
  public List<ComplianceCheck> failing() throws Exception {
    return List.of(protocols("TLSv1.1", "TLSv1.2"), accepted("TLS_RSA_WITH_NULL_SHA256"));
  }

  @Override
  public List<ComplianceCheck> cannotTell() {
    Callable<SSLContext> broken =
        () -> {
          throw new NoSuchAlgorithmException("key store at /secret/path cannot be read");
        };
    return List.of(
        TlsCheck.ofProtocols(broken), TlsCheck.ofCipherSuites(broken, TlsRules::accepted));
  }

  private static ComplianceCheck protocols(String... names) throws Exception {
    SSLContext context = ContextThatEnables.protocols(names);
    return TlsCheck.ofProtocols(() -> context);
  }

  private static ComplianceCheck accepted(String... suites) throws Exception {
    SSLContext context = ContextThatEnables.suites(suites);
    return TlsCheck.ofCipherSuites(() -> context, TlsRules::accepted);
  }

  @ParameterizedTest(name = "{0} fails by {1}")
  @CsvSource({"SSLv2Hello, RFC 6176", "SSLv3, RFC 7568", "TLSv1, RFC 8996", "TLSv1.1, RFC 8996"})
  void anOldVersionFailsAndIsNamedWithItsSource(String version, String source) throws Exception {
    CheckResult result = protocols("TLSv1.2", version).run(NOW);
    assertThat(result.outcome()).isEqualTo(Outcome.FAIL);
    assertThat(result.summary())
        .isEqualTo("accepts 1 bad protocol version: " + version + " (" + source + ")");
  }

  @Test
  void aVersionThatNoRuleKnowsIsNotTakenForGood() {
    assertThat(TlsRules.protocol("TLSv1.4")).isEqualTo(new Verdict.Unknown());
  }

  @Test
  void brokenSuitesFailByName() throws Exception {
    CheckResult result =
        accepted(
                "TLS_AES_128_GCM_SHA256",
                "TLS_RSA_WITH_NULL_SHA256",
                "TLS_ECDH_anon_WITH_AES_256_CBC_SHA")
            .run(NOW);
    assertThat(result.outcome()).isEqualTo(Outcome.FAIL);
    assertThat(result.summary())
        .isEqualTo(
            "accepts 2 bad cipher suites: TLS_ECDH_anon_WITH_AES_256_CBC_SHA (authenticates nobody,"
                + " RFC 5246 A.5), TLS_RSA_WITH_NULL_SHA256 (does not encrypt, RFC 9325 4.1)");
  }

  @Test
  void aSummaryNamesSomeAndTheEvidenceAll() throws Exception {
    CheckResult result =
        accepted(
                "SSL_RSA_WITH_RC4_128_SHA",
                "SSL_RSA_WITH_DES_CBC_SHA",
                "SSL_RSA_WITH_NULL_MD5",
                "TLS_RSA_WITH_NULL_SHA256",
                "TLS_ECDHE_ECDSA_WITH_NULL_SHA")
            .run(NOW);
    assertThat(result.summary())
        .startsWith("accepts 5 bad cipher suites: ")
        .endsWith(" and 2 more");
    assertThat(result.evidence().get(1).content()).startsWith("bad:\n").hasLineCount(6);
  }

  @ParameterizedTest(name = "{0}: accepted {1}, recommended {2}")
  @CsvSource({
    "TLS_AES_128_GCM_SHA256, Good, Good",
    "TLS_AES_256_GCM_SHA384, Good, Good",
    "TLS_CHACHA20_POLY1305_SHA256, Good, Good",
    "TLS_AES_128_CCM_8_SHA256, Good, Good",
    "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, Good, Good",
    "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256, Good, Good",
    "TLS_DHE_RSA_WITH_AES_256_GCM_SHA384, Good, Bad",
    "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA, Good, Bad",
    "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384, Good, Bad",
    "TLS_RSA_WITH_AES_128_GCM_SHA256, Good, Bad",
    "TLS_RSA_WITH_AES_128_CBC_SHA, Good, Bad",
    "TLS_ECDH_RSA_WITH_AES_128_GCM_SHA256, Good, Bad",
    "TLS_EMPTY_RENEGOTIATION_INFO_SCSV, Good, Good",
    "SSL_RSA_WITH_RC4_128_SHA, Bad, Bad",
    "SSL_RSA_WITH_3DES_EDE_CBC_SHA, Bad, Bad",
    "TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA, Bad, Bad",
    "SSL_RSA_WITH_DES_CBC_SHA, Bad, Bad",
    "SSL_RSA_EXPORT_WITH_RC4_40_MD5, Bad, Bad",
    "SSL_RSA_EXPORT_WITH_DES40_CBC_SHA, Bad, Bad",
    "SSL_RSA_WITH_NULL_MD5, Bad, Bad",
    "TLS_ECDHE_ECDSA_WITH_NULL_SHA, Bad, Bad",
    "TLS_DH_anon_WITH_AES_128_GCM_SHA256, Bad, Bad",
    "TLS_KRB5_WITH_RC4_128_MD5, Bad, Bad",
    "TLS_SM4_GCM_SM3, Unknown, Unknown",
    "TLS_SOMETHING_NEW, Unknown, Unknown"
  })
  void aSuiteIsJudgedByItsParts(String suite, String accepted, String recommended) {
    assertThat(TlsRules.accepted(suite).getClass().getSimpleName()).isEqualTo(accepted);
    assertThat(TlsRules.recommended(suite).getClass().getSimpleName()).isEqualTo(recommended);
  }

  @Test
  void everySuiteThatThisJvmSupportsIsKnownToTheRules() throws Exception {
    String[] supported = SSLContext.getDefault().getSupportedSSLParameters().getCipherSuites();
    assertThat(supported).hasSizeGreaterThan(20);
    assertThat(supported).noneMatch(suite -> TlsRules.accepted(suite) instanceof Verdict.Unknown);
  }

  @Test
  void theJvmAsItShipsPassesBoth() throws Exception {
    for (ComplianceCheck check : provider().create(Settings.none())) {
      CheckResult result = check.run(NOW);
      assertThat(result.outcome()).as(result.summary()).isEqualTo(Outcome.PASS);
    }
  }

  @Test
  void recommendedIsStricter() throws Exception {
    SSLContext context = ContextThatEnables.suites("TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA");
    CheckResult result = TlsCheck.ofCipherSuites(() -> context, TlsRules::recommended).run(NOW);
    assertThat(result.outcome()).isEqualTo(Outcome.FAIL);
    assertThat(result.summary()).contains("no authenticated encryption");
  }

  @Test
  void evidenceSaysWhatIsAcceptedInBothRoles() throws Exception {
    CheckResult result = protocols("TLSv1.2").run(NOW);
    assertThat(result.evidence())
        .singleElement()
        .satisfies(
            evidence -> {
              assertThat(evidence.source()).isEqualTo("SSLContext.getDefault()");
              assertThat(evidence.content().lines())
                  .contains("server protocols: TLSv1.2", "client protocols: TLSv1.2");
              assertThat(evidence.expires()).contains(NOW.plus(Duration.ofDays(1)));
            });
  }

  @Test
  void whatCannotBeSeenIsSaidWithoutTheMessage() throws Exception {
    CheckResult result = cannotTell().get(0).run(NOW);
    assertThat(result.summary())
        .isEqualTo(
            "the default TLS context cannot be made: java.security.NoSuchAlgorithmException");
    assertThat(result.toString()).doesNotContain("/secret/path");
  }

  static Stream<ControlReference> everyControlIsInItsCatalogue() {
    return new TlsCheck.Provider().create(Settings.none()).get(0).description().controls().stream();
  }

  @ParameterizedTest
  @MethodSource
  void everyControlIsInItsCatalogue(ControlReference control) throws IOException {
    Path catalogues =
        Path.of(System.getProperty("kaldrix.shared", "none"), "data", "compliance", "catalogs");
    assumeTrue(Files.isDirectory(catalogues), "the catalogues are not here");
    String catalogue = Files.readString(catalogues.resolve(control.standard() + ".json"));
    // As the id of a control, or among the ids of deeper requirements.
    assertThat(catalogue)
        .containsPattern("(\"id\": |[\\[,]\\s*)\"" + Pattern.quote(control.control()) + "\"");
  }
}
