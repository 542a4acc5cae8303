package io.kaldrix.monitor.plugin.cli;

import picocli.CommandLine.IVersionProvider;

/** Says which version this is, as the jar's manifest has it. */
final class Version implements IVersionProvider {

  Version() {}

  @Override
  public String[] getVersion() {
    String version = Version.class.getPackage().getImplementationVersion();
    return new String[] {"kaldrix " + (version == null ? "(not packaged)" : version)};
  }
}
