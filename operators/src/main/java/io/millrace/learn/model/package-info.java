/** Models: from a sample and parameters to scores, and from scores to gradients. */
@NullMarked
package io.millrace.learn.model;

import org.jspecify.annotations.NullMarked;
