/** Missing and wild values: in goes a sample as parsed, out goes one whose head is finite. */
@NullMarked
package io.millrace.learn.clean;

import org.jspecify.annotations.NullMarked;
