/**
 * The twin of the plain loops, matrix products by ND4J, and its update rules. No other package
 * knows ND4J.
 */
@NullMarked
package io.millrace.learn.model.nd4j;

import org.jspecify.annotations.NullMarked;
