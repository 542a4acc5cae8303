package io.kaldrix.monitor.core.rule;

import io.kaldrix.monitor.api.alert.AlertState;
import io.kaldrix.monitor.api.alert.Severity;
import io.kaldrix.monitor.api.label.Labels;
import java.time.Instant;
import java.util.Map;

/**
 * What is kept of an alert over a restart.
 *
 * @param labels what identifies it
 * @param series the labels that the expression returned
 * @param value what the expression returned last
 * @param seenAt when that was
 * @param met the latest evaluations, the last one in the lowest bit, set where the condition was
 *     met
 * @param annotations its texts as they were filled last
 */
record SavedAlert(
    Labels labels,
    Labels series,
    AlertState state,
    Severity severity,
    double value,
    Instant seenAt,
    long met,
    Map<String, String> annotations) {}
