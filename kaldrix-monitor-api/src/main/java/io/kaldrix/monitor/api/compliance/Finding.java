package io.kaldrix.monitor.api.compliance;

import java.time.Instant;

/**
 * What a check found last, and since when it has found that.
 *
 * @param check what was looked at
 * @param result what was found, with evidence
 * @param since when the outcome became what it is
 * @param lastSeen when the check ran last
 */
public record Finding(
    CheckDescription check, CheckResult result, Instant since, Instant lastSeen) {}
