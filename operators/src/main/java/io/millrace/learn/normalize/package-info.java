/**
 * Scaling: in goes a clean sample, out goes one whose numeric inputs (and regression target) are on
 * a common scale.
 */
@NullMarked
package io.millrace.learn.normalize;

import org.jspecify.annotations.NullMarked;
