package io.kaldrix.monitor.plugin.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.plugin.Settings;
import io.kaldrix.monitor.api.remediation.RemediationAction;
import io.kaldrix.monitor.api.remediation.RemediationProvider;
import io.kaldrix.monitor.api.remediation.RemediationTrigger;
import org.junit.jupiter.api.Test;

/**
 * What every remediation action promises. Implement it in a test class, with a world in which there
 * is something to mend.
 */
public interface RemediationContract extends PluginContract<RemediationProvider> {

  /** Returns a text that differs whenever what the action may touch differs. */
  String fingerprintOfTheWorld() throws Exception;

  /** Returns what the action is to mend; a critical alert unless said otherwise. */
  default RemediationTrigger trigger() {
    return new RemediationTrigger.AlertFired(Examples.firing(Labels.EMPTY));
  }

  @Override
  default RemediationAction create(Settings settings) {
    return provider().create(settings);
  }

  @Test
  default void creatingItChangesNothing() throws Exception {
    String before = fingerprintOfTheWorld();
    create(Settings.of(settings()));
    assertThat(fingerprintOfTheWorld()).isEqualTo(before);
  }

  @Test
  default void aDryRunChangesNothing() throws Exception {
    RemediationAction action = create(Settings.of(settings()));
    String before = fingerprintOfTheWorld();
    action.dryRun(trigger());
    action.dryRun(trigger());
    assertThat(fingerprintOfTheWorld()).isEqualTo(before);
  }

  @Test
  default void aRunChangesSomething() throws Exception {
    RemediationAction action = create(Settings.of(settings()));
    String before = fingerprintOfTheWorld();
    action.run(trigger());
    assertThat(fingerprintOfTheWorld()).isNotEqualTo(before);
  }

  @Test
  default void aDryRunIsNoReasonNotToRun() throws Exception {
    RemediationAction action = create(Settings.of(settings()));
    String before = fingerprintOfTheWorld();
    action.dryRun(trigger());
    action.run(trigger());
    assertThat(fingerprintOfTheWorld()).isNotEqualTo(before);
  }

  @Test
  default void saysInOneLineWhatItWouldDoAndWhatItDid() throws Exception {
    RemediationAction action = create(Settings.of(settings()));
    OneLine.check("what would be done", action.dryRun(trigger()));
    OneLine.check("what was done", action.run(trigger()));
  }
}
