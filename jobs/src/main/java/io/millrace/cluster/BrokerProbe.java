package io.millrace.cluster;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;

/** Asks brokers whether they are there. */
final class BrokerProbe {

    private static final int PATIENCE_MS = 2000;

    private BrokerProbe() {}

    /** How many nodes the cluster has as of now; 0 while nobody answers. */
    static int nodes(String bootstrapServers) throws InterruptedException {
        Map<String, Object> properties =
                Map.of(
                        "bootstrap.servers", bootstrapServers,
                        "request.timeout.ms", PATIENCE_MS,
                        "default.api.timeout.ms", PATIENCE_MS);
        try (Admin admin = Admin.create(properties)) {
            return admin.describeCluster().nodes().get(PATIENCE_MS, TimeUnit.MILLISECONDS).size();
        } catch (ExecutionException | TimeoutException e) {
            return 0;
        }
    }
}
