/**
 * One Flink operator a stage, thin over the plain class that does the work. Here lives what Flink
 * needs: keyed state, serializers, side outputs, metrics. Nothing in here knows Kafka.
 */
@NullMarked
package io.millrace.operator;

import org.jspecify.annotations.NullMarked;
