/**
 * Model selection on the stream: a population of learners that all learn from each sample, and a
 * mixture of what they say that is nearly as good as the best of them.
 */
@NullMarked
package io.millrace.learn.select;

import org.jspecify.annotations.NullMarked;
