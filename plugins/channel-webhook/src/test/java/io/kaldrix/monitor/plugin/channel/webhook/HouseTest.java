package io.kaldrix.monitor.plugin.channel.webhook;

import io.kaldrix.monitor.plugin.testkit.HouseContract;
import java.util.Set;

class HouseTest implements HouseContract {

  @Override
  public String rootPackage() {
    return "io.kaldrix.monitor.plugin.channel.webhook";
  }

  @Override
  public String moduleName() {
    return "io.kaldrix.monitor.plugin.channel.webhook";
  }

  @Override
  public int leastClasses() {
    return 7;
  }

  @Override
  public Set<String> libraries() {
    return Set.of("com.fasterxml.jackson");
  }
}
