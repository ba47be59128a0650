/** Learning-rate schedules: from a step count to a factor on the learning rate. */
@NullMarked
package io.millrace.learn.schedule;

import org.jspecify.annotations.NullMarked;
