package io.millrace.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.utils.Time;

/**
 * What runs in the JVM of a {@link LocalBroker}: one node of Kafka, controller and broker in one.
 *
 * <p>Its standard input is a line to its owner. Any byte on it is the order to end and keep the
 * data; if it just breaks off, the owner has died, and the broker removes its files and ends too.
 * So not even a killed owner leaves anything behind.
 */
final class BrokerProcess {

    /** Made in the broker's folder when clients can connect. */
    static final String READY = "ready";

    /** The broker's configuration in its folder. */
    static final String PROPERTIES = "server.properties";

    /** Where in the broker's folder its own data lies. */
    static final String DATA = "data";

    private BrokerProcess() {}

    /** Takes the broker's folder and the cluster's id. */
    public static void main(String[] args) throws IOException {
        // Ctrl-C in a terminal reaches this process too, but its owner is to end it, in its order.
        Runtime.getRuntime().addShutdownHook(new Thread(BrokerProcess::waitForever));
        int status = 1;
        try {
            run(Path.of(args[0]), args[1]);
            status = 0;
        } catch (Exception e) {
            // Standard output is the log, whose end the owner shows.
            e.printStackTrace(System.out);
        } finally {
            Runtime.getRuntime().halt(status);
        }
    }

    private static void run(Path folder, String clusterId) throws IOException {
        Path properties = folder.resolve(PROPERTIES);
        if (!Files.exists(folder.resolve(DATA))) {
            StorageTool.execute(
                    new String[] {"format", "-t", clusterId, "-c", properties.toString()},
                    System.out);
        }
        Properties config = new Properties();
        try (InputStream in = Files.newInputStream(properties)) {
            config.load(in);
        }
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(config), Time.SYSTEM);
        server.startup();
        Files.createFile(folder.resolve(READY));
        if (System.in.read() >= 0) {
            server.shutdown();
        } else {
            TemporaryFolder.delete(folder);
        }
    }

    private static void waitForever() {
        while (true) {
            LockSupport.park();
        }
    }
}
