/** The only package that knows Kafka: sources of raw records, and sinks for what a job says. */
@NullMarked
package io.millrace.kafka;

import org.jspecify.annotations.NullMarked;
