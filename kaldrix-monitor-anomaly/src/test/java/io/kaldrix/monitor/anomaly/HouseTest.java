package io.kaldrix.monitor.anomaly;

import io.kaldrix.monitor.plugin.testkit.HouseContract;

class HouseTest implements HouseContract {

  @Override
  public String rootPackage() {
    return "io.kaldrix.monitor.anomaly";
  }

  @Override
  public String moduleName() {
    return "io.kaldrix.monitor.anomaly";
  }

  @Override
  public int leastClasses() {
    return 12;
  }
}
