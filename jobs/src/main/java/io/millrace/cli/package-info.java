/** The command line: what a person types, and what is said back. */
@NullMarked
package io.millrace.cli;

import org.jspecify.annotations.NullMarked;
