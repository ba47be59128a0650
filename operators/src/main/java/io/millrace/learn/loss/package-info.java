/** Losses and the link from raw scores to predictions. */
@NullMarked
package io.millrace.learn.loss;

import org.jspecify.annotations.NullMarked;
