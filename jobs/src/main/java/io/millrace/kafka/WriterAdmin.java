package io.millrace.kafka;

import java.lang.reflect.Field;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.flink.util.FlinkRuntimeException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/**
 * The admin client of the connector's writer.
 *
 * <p>As of 5.0.0 an exactly-once writer asks the broker for lingering transactions when it starts,
 * through a client that it never closes. Its thread holds a connection after each restart and,
 * after the end of the job, the job's class loader: 20 MB of metaspace a submission.
 */
final class WriterAdmin {

    private static final String FIELD = "adminClient";

    private WriterAdmin() {}

    /**
     * Waits for the broker, at most for default.api.timeout.ms. A writer that does not reach it
     * while it starts is out of reach itself, and its client stays open.
     */
    static void requireBroker(Properties client) {
        Admin admin;
        try {
            admin = Admin.create(client);
        } catch (KafkaException e) {
            throw Refusal.ofClient("sinks: no Kafka client can be made: ", e);
        }
        try {
            admin.describeCluster().clusterId().get();
        } catch (ExecutionException e) {
            throw new FlinkRuntimeException("no answer from Kafka for a sink", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FlinkRuntimeException("interrupted while asking Kafka", e);
        } finally {
            admin.close(Duration.ZERO);
        }
    }

    /** Closes that of a writer that has started, and so needs it no more. */
    static <W> W close(W writer) {
        try {
            Field field = writer.getClass().getDeclaredField(FIELD);
            field.setAccessible(true);
            if (field.get(writer) instanceof AutoCloseable admin) {
                field.set(writer, null); // It would make another one.
                admin.close();
            }
        } catch (NoSuchFieldException e) {
            // An at-least-once writer; or another version, and SubmissionITCase shows what it does.
        } catch (Exception e) {
            throw new IllegalStateException("cannot close the admin client of a Kafka writer", e);
        }
        return writer;
    }
}
