package io.kaldrix.monitor.api.compliance;

import java.util.List;

/** What the checks found. May be shared between threads. */
public interface Compliance {

  /** Returns one finding for each check that has run, in order of check ids. */
  List<Finding> findings();
}
