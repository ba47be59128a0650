/**
 * A real cluster on one machine, without containers: brokers, ZooKeeper, a JobManager and
 * TaskManagers, each a JVM of its own that outlives the command which started it.
 */
@NullMarked
package io.millrace.cluster;

import org.jspecify.annotations.NullMarked;
