package io.kaldrix.monitor.core.template.function;

import java.util.regex.Pattern;

/** An address as labels hold it: a host, perhaps a port. */
record HostPort(String host, String port) {

  private static final Pattern IP_V4 = Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}");
  private static final Pattern IP_V6 = Pattern.compile("(?=[^:]*:)[0-9a-fA-F:.]*+");

  /** Returns the parts of an address; one without a port, or malformed, is a host as a whole. */
  static HostPort of(String address) {
    int colon = address.lastIndexOf(':');
    if (colon < 0) {
      return new HostPort(address, "");
    }
    String host = address.substring(0, colon);
    String port = address.substring(colon + 1);
    if (host.startsWith("[") && host.indexOf(']') == host.length() - 1) {
      return new HostPort(host.substring(1, host.length() - 1), port);
    }
    boolean malformed = host.indexOf(':') >= 0 || host.indexOf('[') >= 0 || host.indexOf(']') >= 0;
    return malformed ? new HostPort(address, "") : new HostPort(host, port);
  }

  static String withoutPort(String address) {
    return of(address).host();
  }

  /** Returns the address with a host's first name alone; that of an IP stays. */
  static String withoutDomain(String address) {
    HostPort parts = of(address);
    if (IP_V4.matcher(parts.host).matches() || IP_V6.matcher(parts.host).matches()) {
      return address;
    }
    int dot = parts.host.indexOf('.');
    String name = dot < 0 ? parts.host : parts.host.substring(0, dot);
    if (parts.port.isEmpty()) {
      return name;
    }
    return name.indexOf(':') >= 0 ? "[" + name + "]:" + parts.port : name + ":" + parts.port;
  }
}
