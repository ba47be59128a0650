/** Optimizers: from a gradient to a change of the parameters. */
@NullMarked
package io.millrace.learn.optimize;

import org.jspecify.annotations.NullMarked;
