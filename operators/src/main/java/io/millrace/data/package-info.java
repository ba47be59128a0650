/**
 * What flows: samples and the other in-band events, the schema they follow, and the pages that a
 * model is made of. Nothing in here computes; nothing in here knows Flink, Kafka or bytes.
 */
@NullMarked
package io.millrace.data;

import org.jspecify.annotations.NullMarked;
