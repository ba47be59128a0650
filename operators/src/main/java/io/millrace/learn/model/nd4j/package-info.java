/** The twin of the plain loops: matrix products by ND4J. No other package knows ND4J. */
@NullMarked
package io.millrace.learn.model.nd4j;

import org.jspecify.annotations.NullMarked;
