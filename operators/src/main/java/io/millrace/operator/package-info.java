/**
 * One Flink operator a stage, thin over the plain class that does the work. Here lives what Flink
 * needs: keyed state, serializers, side outputs, metrics. Nothing in here knows Kafka.
 *
 * <p>In flow records, as bytes; out flow reports, and aside dead letters, predictions and models.
 * What this package answers for is law 1: a stage works on its page in place, and {@link
 * io.millrace.operator.KeyedStages} sees to it that every checkpoint holds the page as it was at
 * the barrier.
 */
@NullMarked
package io.millrace.operator;

import org.jspecify.annotations.NullMarked;
