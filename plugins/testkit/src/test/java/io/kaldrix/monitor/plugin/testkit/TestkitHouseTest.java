package io.kaldrix.monitor.plugin.testkit;

import java.util.Set;

class TestkitHouseTest implements HouseContract {
  @Override
  public String rootPackage() {
    return "io.kaldrix.monitor.plugin.testkit";
  }

  @Override
  public String moduleName() {
    return "io.kaldrix.monitor.plugin.testkit";
  }

  @Override
  public int leastClasses() {
    return 30;
  }

  @Override
  public Set<String> libraries() {
    return Set.of(
        "org.junit.jupiter.api",
        "org.assertj.core",
        "com.tngtech.archunit",
        "com.sun.management",
        "com.fasterxml.jackson.core");
  }
}
