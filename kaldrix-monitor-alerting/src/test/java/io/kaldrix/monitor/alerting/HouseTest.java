package io.kaldrix.monitor.alerting;

import io.kaldrix.monitor.plugin.testkit.HouseContract;

class HouseTest implements HouseContract {

  @Override
  public String rootPackage() {
    return "io.kaldrix.monitor.alerting";
  }

  @Override
  public String moduleName() {
    return "io.kaldrix.monitor.alerting";
  }

  @Override
  public int leastClasses() {
    return 12;
  }
}
