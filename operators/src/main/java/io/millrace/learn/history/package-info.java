/**
 * The stream's own past as inputs: in goes a clean sample, out goes one with further numbers, of
 * what came before it.
 */
@NullMarked
package io.millrace.learn.history;

import org.jspecify.annotations.NullMarked;
