/**
 * Reads and runs test scripts of the promqltest format: load these series, evaluate this, expect
 * that. Read {@link io.kaldrix.monitor.core.query.script.Script} first.
 */
package io.kaldrix.monitor.core.query.script;
