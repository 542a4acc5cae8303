package io.kaldrix.monitor.api.remediation;

import io.kaldrix.monitor.api.alert.Alert;
import io.kaldrix.monitor.api.compliance.Finding;

/** What an action is to mend. */
public sealed interface RemediationTrigger {

  /** Returns what the trigger is called in configuration and in the audit trail. */
  String name();

  /** An alert that began to fire. */
  record AlertFired(Alert alert) implements RemediationTrigger {
    @Override
    public String name() {
      return alert.name();
    }
  }

  /** A check that began to fail. */
  record CheckFailed(Finding finding) implements RemediationTrigger {
    @Override
    public String name() {
      return finding.check().id();
    }
  }
}
