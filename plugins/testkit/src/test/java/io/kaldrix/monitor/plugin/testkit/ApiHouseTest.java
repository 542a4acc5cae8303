package io.kaldrix.monitor.plugin.testkit;

/** Stands here because the api cannot use this kit: the kit uses the api. */
class ApiHouseTest implements HouseContract {
  @Override
  public String rootPackage() {
    return "io.kaldrix.monitor.api";
  }

  @Override
  public String moduleName() {
    return "io.kaldrix.monitor.api";
  }

  @Override
  public int leastClasses() {
    return 90;
  }
}
