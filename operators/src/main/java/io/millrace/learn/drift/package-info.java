/**
 * Concept drift: detectors that watch the loss of each prediction, made before the sample was
 * learned, for a rise that is no chance. What is done about one is up to the trainer.
 */
@NullMarked
package io.millrace.learn.drift;

import org.jspecify.annotations.NullMarked;
