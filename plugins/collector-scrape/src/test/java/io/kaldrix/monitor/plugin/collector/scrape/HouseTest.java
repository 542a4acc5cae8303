package io.kaldrix.monitor.plugin.collector.scrape;

import io.kaldrix.monitor.plugin.testkit.HouseContract;

class HouseTest implements HouseContract {

  @Override
  public String rootPackage() {
    return "io.kaldrix.monitor.plugin.collector.scrape";
  }

  @Override
  public String moduleName() {
    return "io.kaldrix.monitor.plugin.collector.scrape";
  }

  @Override
  public int leastClasses() {
    return 12;
  }
}
