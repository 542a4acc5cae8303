package io.kaldrix.monitor.compliance.check;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/**
 * What a TLS context accepts unless told otherwise. What the platform disables altogether ({@code
 * jdk.tls.disabledAlgorithms}) is not among it.
 *
 * @param provider the security provider and its version
 * @param serverProtocols versions accepted as a server
 * @param clientProtocols versions accepted as a client
 * @param serverSuites cipher suites accepted as a server, in order of preference
 * @param clientSuites cipher suites accepted as a client, in order of preference
 */
record TlsOffer(
    String provider,
    List<String> serverProtocols,
    List<String> clientProtocols,
    List<String> serverSuites,
    List<String> clientSuites) {

  /** Returns what {@code context} accepts; makes no connection. */
  static TlsOffer of(SSLContext context) {
    SSLEngine server = context.createSSLEngine();
    server.setUseClientMode(false);
    SSLEngine client = context.createSSLEngine();
    client.setUseClientMode(true);
    return new TlsOffer(
        context.getProvider().getName() + " " + context.getProvider().getVersionStr(),
        List.of(server.getEnabledProtocols()),
        List.of(client.getEnabledProtocols()),
        Arrays.asList(server.getEnabledCipherSuites()),
        Arrays.asList(client.getEnabledCipherSuites()));
  }

  /** Returns the versions accepted in either role, in order of names. */
  TreeSet<String> protocols() {
    return both(serverProtocols, clientProtocols);
  }

  /** Returns the cipher suites accepted in either role, in order of names. */
  TreeSet<String> suites() {
    return both(serverSuites, clientSuites);
  }

  private static TreeSet<String> both(List<String> server, List<String> client) {
    TreeSet<String> both = new TreeSet<>();
    Stream.of(server, client).forEach(both::addAll);
    return both;
  }
}
