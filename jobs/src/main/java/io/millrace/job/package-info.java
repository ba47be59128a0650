/** The jobs: each a main that loads its configuration, connects, and executes a topology. */
@NullMarked
package io.millrace.job;

import org.jspecify.annotations.NullMarked;
