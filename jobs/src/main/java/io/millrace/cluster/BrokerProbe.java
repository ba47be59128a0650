package io.millrace.cluster;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterResult;

/** Asks brokers whether they are there. */
final class BrokerProbe {

    private static final int PATIENCE_MS = 2000;

    private BrokerProbe() {}

    /** How many nodes a cluster has as of now; 0 while nobody answers, or only another cluster. */
    static int nodes(ClusterPlan plan) throws InterruptedException {
        Map<String, Object> properties =
                Map.of(
                        "bootstrap.servers", plan.bootstrapServers(),
                        "request.timeout.ms", PATIENCE_MS,
                        "default.api.timeout.ms", PATIENCE_MS);
        try (Admin admin = Admin.create(properties)) {
            DescribeClusterResult cluster = admin.describeCluster();
            String id = cluster.clusterId().get(PATIENCE_MS, TimeUnit.MILLISECONDS);
            int nodes = cluster.nodes().get(PATIENCE_MS, TimeUnit.MILLISECONDS).size();
            return plan.id().equals(id) ? nodes : 0;
        } catch (ExecutionException | TimeoutException e) {
            return 0;
        }
    }
}
