/**
 * Collecting from programs that show their series over HTTP, as a Prometheus server does. Read
 * {@link io.kaldrix.monitor.plugin.collector.scrape.ScrapeEngine} first, then {@link
 * io.kaldrix.monitor.plugin.collector.scrape.TargetScrape}, which is one target's whole life.
 *
 * <p>Floor: a plugin, above api and core.
 */
@NullMarked
package io.kaldrix.monitor.plugin.collector.scrape;

import org.jspecify.annotations.NullMarked;
