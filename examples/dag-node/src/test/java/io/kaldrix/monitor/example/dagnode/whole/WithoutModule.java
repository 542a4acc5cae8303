package io.kaldrix.monitor.example.dagnode.whole;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;

/** A path on which one module is not. */
final class WithoutModule extends ClassLoader {

  private final String part;

  /**
   * Creates a path.
   *
   * @param part of the places of what is not there
   */
  WithoutModule(ClassLoader parent, String part) {
    super(parent);
    this.part = part;
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    return Collections.enumeration(
        Collections.list(super.getResources(name)).stream()
            .filter(url -> !url.toString().contains(part))
            .toList());
  }
}
