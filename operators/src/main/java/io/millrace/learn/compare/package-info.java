/** Whether one learner did better than another over the same samples, or only by chance. */
@NullMarked
package io.millrace.learn.compare;

import org.jspecify.annotations.NullMarked;
