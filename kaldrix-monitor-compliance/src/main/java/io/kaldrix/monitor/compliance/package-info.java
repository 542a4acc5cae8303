/**
 * Running checks and keeping what they find. Read {@link
 * io.kaldrix.monitor.compliance.AssessmentEngine} first, then {@link
 * io.kaldrix.monitor.compliance.Assessment}, which holds what one check has found.
 *
 * <p>Floor: above the api only. Checks are met through their interface, never by name.
 */
@NullMarked
package io.kaldrix.monitor.compliance;

import org.jspecify.annotations.NullMarked;
