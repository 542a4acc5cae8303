package io.kaldrix.monitor.api.alert;

import java.time.Instant;

/**
 * An alert's step from one state to another.
 *
 * @param alert the alert, in its new state
 * @param before the state it left
 * @param at when it was decided
 */
public record AlertTransition(Alert alert, AlertState before, Instant at) {}
