/** A published model: its pages as one whole, and the scorer that gives the trainer's own score. */
@NullMarked
package io.millrace.model;

import org.jspecify.annotations.NullMarked;
