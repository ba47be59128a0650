/**
 * The crash laboratory: what is done to a cluster while it learns, and the audit that says from the
 * committed outputs alone whether anything came of it. The audit believes no counter of the job: it
 * learns the same stream once more, undisturbed, with plain learners.
 */
@NullMarked
package io.millrace.chaos;

import org.jspecify.annotations.NullMarked;
