package io.kaldrix.monitor.compliance.check;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which protocol versions and cipher suites may be accepted.
 *
 * <p>Sources: RFC 7568 (SSL 3.0), RFC 8996 (TLS 1.0 and 1.1), RFC 9325 (BCP 195, recommendations
 * for TLS), RFC 7465 (RC4), NIST SP 800-52 revision 2 (versions and suites for United States
 * agencies), NIST SP 800-131A revision 2 (triple DES after 2023).
 *
 * <p>Suites with CBC and HMAC-SHA1 are not broken: SHA-1 holds as a MAC, NIST SP 800-52r2 lists
 * them, and platforms ship with them for older peers. So {@link #accepted} lets them pass, and
 * {@link #recommended} does not: it asks for forward secrecy and authenticated encryption.
 */
final class TlsRules {

  private static final List<String> GOOD_PROTOCOLS = List.of("TLSv1.2", "TLSv1.3");

  private static final Map<String, String> BAD_PROTOCOLS =
      Map.of(
          "SSLv2Hello", "RFC 6176",
          "SSLv2", "RFC 6176",
          "SSLv3", "RFC 7568",
          "TLSv1", "RFC 8996",
          "TLSv1.1", "RFC 8996");

  /** Parts of suite names of which none may be accepted; the first that fits gives the reason. */
  private static final List<Broken> BROKEN =
      List.of(
          new Broken("_anon_", "authenticates nobody, RFC 5246 A.5"),
          new Broken("_NULL(_|$)", "does not encrypt, RFC 9325 4.1"),
          new Broken("_EXPORT(1024)?_", "export strength, RFC 9325 4.1"),
          new Broken("_RC4_", "RC4, RFC 7465"),
          new Broken("_3DES_", "triple DES, NIST SP 800-131A r2"),
          new Broken("_(DES(40)?|IDEA)_", "DES or IDEA, RFC 5469"),
          new Broken("_RC2_", "RC2, RFC 9325 4.1"),
          new Broken("_MD5$", "MD5, RFC 6151"));

  private static final Pattern KNOWN_CIPHER =
      Pattern.compile(
          "_(AES_(128|256)_(GCM|CCM|CBC)"
              + "|(ARIA|CAMELLIA)_(128|256)_(GCM|CBC)|CHACHA20_POLY1305)(_|$)");
  private static final Pattern AUTHENTICATED = Pattern.compile("_(GCM|CCM|CCM_8|POLY1305)(_|$)");
  private static final Pattern FORWARD_SECRET = Pattern.compile("TLS_(ECDHE|DHE|AES|CHACHA20)_.*");

  /** Says that a client may renegotiate safely; stands in the list and is no suite. */
  private static final String SIGNAL = "TLS_EMPTY_RENEGOTIATION_INFO_SCSV";

  private TlsRules() {}

  private record Broken(Pattern part, String why) {
    Broken(String part, String why) {
      this(Pattern.compile(part), why);
    }
  }

  /** Judges a protocol version by the name that Java gives it. */
  static Verdict protocol(String name) {
    if (GOOD_PROTOCOLS.contains(name)) {
      return new Verdict.Good();
    }
    String source = BAD_PROTOCOLS.get(name);
    return source == null ? new Verdict.Unknown() : new Verdict.Bad(source);
  }

  /** Judges a cipher suite: it may not be broken. */
  static Verdict accepted(String suite) {
    Optional<String> broken =
        BROKEN.stream()
            .filter(one -> one.part().matcher(suite).find())
            .map(Broken::why)
            .findFirst();
    if (broken.isEmpty() && !suite.equals(SIGNAL) && !KNOWN_CIPHER.matcher(suite).find()) {
      return new Verdict.Unknown();
    }
    return Verdict.badIf(broken);
  }

  /** Judges a cipher suite: it is to be one that RFC 9325 recommends. */
  static Verdict recommended(String suite) {
    Verdict verdict = accepted(suite);
    if (!(verdict instanceof Verdict.Good) || suite.equals(SIGNAL)) {
      return verdict;
    }
    return Verdict.badIf(weakness(suite));
  }

  private static Optional<String> weakness(String suite) {
    if (!FORWARD_SECRET.matcher(suite).matches()) {
      return Optional.of("no forward secrecy, RFC 9325 4.1");
    }
    if (suite.startsWith("TLS_DHE_")) {
      return Optional.of("finite-field Diffie-Hellman, RFC 9325 4.1");
    }
    return AUTHENTICATED.matcher(suite).find()
        ? Optional.empty()
        : Optional.of("no authenticated encryption, RFC 9325 4.2");
  }
}
