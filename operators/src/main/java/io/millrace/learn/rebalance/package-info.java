/** Skewed classes: leaves the weight, the mask and the log-odds offset on a sample for training. */
@NullMarked
package io.millrace.learn.rebalance;

import org.jspecify.annotations.NullMarked;
