/**
 * From an alert's step to an attempt to tell somebody. Read {@link
 * io.kaldrix.monitor.alerting.dispatch.Announcement} first (what is told), then {@link
 * io.kaldrix.monitor.alerting.dispatch.DeliveryQueue} (what is sent next), {@link
 * io.kaldrix.monitor.alerting.dispatch.RetryPolicy} (whether it is tried again), all of which only
 * decide, and last {@link io.kaldrix.monitor.alerting.dispatch.Courier}, which acts.
 *
 * <p>Floor: above the api only.
 */
@NullMarked
package io.kaldrix.monitor.alerting.dispatch;

import org.jspecify.annotations.NullMarked;
