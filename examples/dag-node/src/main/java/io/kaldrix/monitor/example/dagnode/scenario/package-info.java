/**
 * What the demo plays and what it expects to see. Read {@link
 * io.kaldrix.monitor.example.dagnode.scenario.Scenario} first, then {@link
 * io.kaldrix.monitor.example.dagnode.scenario.Verdict}.
 *
 * <p>Floor: above {@code fault}.
 */
@NullMarked
package io.kaldrix.monitor.example.dagnode.scenario;

import org.jspecify.annotations.NullMarked;
