/**
 * Contracts as tests: who implements an interface of the api inherits them. Start at {@link
 * io.kaldrix.monitor.plugin.testkit.DetectorContract}. JUnit looks for tests by reflection, so the
 * package is opened too.
 */
module io.kaldrix.monitor.plugin.testkit {
  requires transitive io.kaldrix.monitor.api;
  requires transitive org.junit.jupiter.api;
  requires org.assertj.core;
  requires java.net.http;
  requires static com.fasterxml.jackson.core;
  requires static com.tngtech.archunit;
  requires static jdk.management;

  exports io.kaldrix.monitor.plugin.testkit;

  opens io.kaldrix.monitor.plugin.testkit;
}
