/**
 * Everything on one machine: a real broker and a MiniCluster for the first five minutes and for
 * tests.
 */
@NullMarked
package io.millrace.local;

import org.jspecify.annotations.NullMarked;
