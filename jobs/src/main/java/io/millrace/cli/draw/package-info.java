/** Pictures made of text: pure functions from figures to lines, without any input or output. */
@NullMarked
package io.millrace.cli.draw;

import org.jspecify.annotations.NullMarked;
