package io.millrace.local;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.configuration.Configuration;

/** One broker and one cluster for all tests of a JVM; both end with it. */
public final class Shared {

    private static final AtomicInteger NAMES = new AtomicInteger();

    private Shared() {}

    private static final class BrokerHolder {
        /** Aborts what has timed out at once, not some seconds later. */
        static final LocalBroker BROKER =
                LocalBroker.start(
                        Map.of(
                                "transaction.abort.timed.out.transaction.cleanup.interval.ms",
                                "200"));
    }

    private static final class ClusterHolder {
        static final LocalCluster CLUSTER = LocalCluster.start(4, new Configuration());
    }

    public static LocalBroker broker() {
        return BrokerHolder.BROKER;
    }

    public static LocalCluster cluster() {
        return ClusterHolder.CLUSTER;
    }

    /** A name that no other test uses. */
    public static String unique(String stem) {
        return stem + "-" + NAMES.incrementAndGet();
    }
}
