/**
 * The learning library: plain Java that a unit test drives sample by sample. Samples come in,
 * annotated samples and reports go out. No class below here imports Flink or Kafka.
 */
@NullMarked
package io.millrace.learn;

import org.jspecify.annotations.NullMarked;
