/**
 * Reads alarms from JSON as CloudWatch's interface, its command line and CloudFormation write them.
 * Read {@link io.kaldrix.monitor.core.alarm.file.AlarmFiles} first.
 *
 * <p>Floor: above the other packages of {@code alarm} but {@code engine}, and above {@code config}.
 */
@NullMarked
package io.kaldrix.monitor.core.alarm.file;

import org.jspecify.annotations.NullMarked;
