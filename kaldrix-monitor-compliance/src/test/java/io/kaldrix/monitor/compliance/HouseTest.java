package io.kaldrix.monitor.compliance;

import io.kaldrix.monitor.plugin.testkit.HouseContract;

class HouseTest implements HouseContract {

  @Override
  public String rootPackage() {
    return "io.kaldrix.monitor.compliance";
  }

  @Override
  public String moduleName() {
    return "io.kaldrix.monitor.compliance";
  }

  @Override
  public int leastClasses() {
    return 8;
  }
}
