/**
 * The only package that knows Kafka: sources of raw records, and sinks for what a job says.
 *
 * <p>In comes what a topic holds, byte for byte; out go reports, predictions, models and dead
 * letters, each in the transaction of the checkpoint that its samples belong to.
 */
@NullMarked
package io.millrace.kafka;

import org.jspecify.annotations.NullMarked;
