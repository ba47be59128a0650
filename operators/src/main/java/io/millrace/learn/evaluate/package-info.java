/** Prequential evaluation: test, then train; metrics over windows, beside the trivial baselines. */
@NullMarked
package io.millrace.learn.evaluate;

import org.jspecify.annotations.NullMarked;
