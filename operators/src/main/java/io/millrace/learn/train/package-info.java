/** Training: scores a sample with the parameters as they are, then lets it change them. */
@NullMarked
package io.millrace.learn.train;

import org.jspecify.annotations.NullMarked;
