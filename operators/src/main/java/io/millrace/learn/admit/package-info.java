/**
 * Admission: refuses what came before, gives each sample its place in the order of its model, and
 * says when to publish.
 */
@NullMarked
package io.millrace.learn.admit;

import org.jspecify.annotations.NullMarked;
