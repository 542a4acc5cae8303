package io.kaldrix.monitor.compliance.check;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

/** The JVM's own TLS, with other protocol versions or cipher suites switched on. */
final class ContextThatEnables extends SSLContext {

  private ContextThatEnables(SSLContext real, List<String> protocols, List<String> suites) {
    super(new Spi(real, protocols, suites), real.getProvider(), real.getProtocol());
  }

  static SSLContext protocols(String... names) throws GeneralSecurityException {
    return new ContextThatEnables(SSLContext.getDefault(), List.of(names), suitesOfTls13());
  }

  static SSLContext suites(String... names) throws GeneralSecurityException {
    return new ContextThatEnables(SSLContext.getDefault(), List.of("TLSv1.3"), List.of(names));
  }

  private static List<String> suitesOfTls13() {
    return List.of("TLS_AES_128_GCM_SHA256");
  }

  private static final class Spi extends SSLContextSpi {
    private final SSLContext real;
    private final List<String> protocols;
    private final List<String> suites;

    Spi(SSLContext real, List<String> protocols, List<String> suites) {
      this.real = real;
      this.protocols = protocols;
      this.suites = suites;
    }

    @Override
    protected SSLEngine engineCreateSSLEngine() {
      SSLEngine engine = real.createSSLEngine();
      engine.setEnabledProtocols(protocols.toArray(new String[0]));
      engine.setEnabledCipherSuites(suites.toArray(new String[0]));
      return engine;
    }

    @Override
    protected SSLEngine engineCreateSSLEngine(String host, int port) {
      return engineCreateSSLEngine();
    }

    @Override
    protected void engineInit(
        KeyManager[] keyManagers, TrustManager[] trustManagers, SecureRandom random) {}

    @Override
    protected SSLSocketFactory engineGetSocketFactory() {
      return real.getSocketFactory();
    }

    @Override
    protected SSLServerSocketFactory engineGetServerSocketFactory() {
      return real.getServerSocketFactory();
    }

    @Override
    protected SSLSessionContext engineGetServerSessionContext() {
      return real.getServerSessionContext();
    }

    @Override
    protected SSLSessionContext engineGetClientSessionContext() {
      return real.getClientSessionContext();
    }
  }
}
