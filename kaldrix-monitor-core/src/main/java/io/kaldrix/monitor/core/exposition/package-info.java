/**
 * The text in which programs show their series to a scraper. Read {@link
 * io.kaldrix.monitor.core.exposition.ExpositionReader} first; what it reads it hands to an {@link
 * io.kaldrix.monitor.core.exposition.ExpositionVisitor}.
 *
 * <p>Floor: above the api only.
 */
@NullMarked
package io.kaldrix.monitor.core.exposition;

import org.jspecify.annotations.NullMarked;
