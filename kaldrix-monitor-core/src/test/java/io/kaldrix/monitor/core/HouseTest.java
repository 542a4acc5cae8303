package io.kaldrix.monitor.core;

import io.kaldrix.monitor.plugin.testkit.HouseContract;
import java.util.Set;

class HouseTest implements HouseContract {

  @Override
  public String rootPackage() {
    return "io.kaldrix.monitor.core";
  }

  @Override
  public String moduleName() {
    return "io.kaldrix.monitor.core";
  }

  @Override
  public int leastClasses() {
    return 150;
  }

  @Override
  public Set<String> libraries() {
    return Set.of(
        "com.fasterxml.jackson.core",
        "com.google.re2j",
        "com.sun.management",
        "io.micrometer.core",
        "org.snakeyaml.engine");
  }
}
