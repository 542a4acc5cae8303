package io.kaldrix.monitor.plugin.cli;

import io.kaldrix.monitor.plugin.testkit.HouseContract;
import java.util.Set;

class HouseTest implements HouseContract {

  @Override
  public String rootPackage() {
    return "io.kaldrix.monitor.plugin.cli";
  }

  @Override
  public String moduleName() {
    return "io.kaldrix.monitor.plugin.cli";
  }

  @Override
  public int leastClasses() {
    return 14;
  }

  @Override
  public Set<String> libraries() {
    return Set.of("com.fasterxml.jackson.core", "picocli");
  }
}
