package io.kaldrix.monitor.api.remediation;

import java.util.List;

/** What actions did by themselves. May be shared between threads. */
public interface Remediations {

  /** Returns the latest runs, oldest first. */
  List<RemediationRun> recent();
}
