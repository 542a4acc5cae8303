/**
 * Vertices, the graph they form and the file they are kept in. Read {@link
 * io.kaldrix.monitor.example.dagnode.dag.Vertex} first.
 */
@NullMarked
package io.kaldrix.monitor.example.dagnode.dag;

import org.jspecify.annotations.NullMarked;
