/**
 * What the interfaces of the api promise, written as tests. Who implements one writes a test class
 * that implements its contract and says how to make the thing; JUnit finds the promises by itself.
 * Read {@link io.kaldrix.monitor.plugin.testkit.PluginContract} first, then the contract of the
 * kind at hand.
 *
 * <p>The {@code InMemory} parts are small and real: they keep the contracts too, and tests use them
 * where they would otherwise need a whole monitor.
 *
 * <p>Floor: a plugin; uses the api, JUnit, AssertJ and, for {@link
 * io.kaldrix.monitor.plugin.testkit.HouseContract} alone, ArchUnit.
 */
@NullMarked
package io.kaldrix.monitor.plugin.testkit;

import org.jspecify.annotations.NullMarked;
