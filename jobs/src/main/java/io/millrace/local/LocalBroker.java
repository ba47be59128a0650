package io.millrace.local;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * A real Kafka broker on this machine: one KRaft node in a JVM of its own, reachable from here
 * only, with its files in a temporary folder.
 *
 * <p>Nothing is left when it is closed, nor when this JVM ends in whatever way: the broker's
 * process sees that and goes too (no shutdown hook of this JVM, which would take it away from
 * clients that are still closing).
 */
public final class LocalBroker implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(15);
    private static final int LOG_TAIL = 30;
    private static final Set<String> LISTENERS =
            Set.of("listeners", "advertised.listeners", "listener.security.protocol.map");
    private static final String LOGGING = "log4j2.properties";

    private final Path folder = TemporaryFolder.create("millrace-kafka-");
    private final String clusterId = Uuid.randomUuid().toString();
    private final int port;
    private volatile @Nullable Process process;

    private LocalBroker(Map<String, String> further) {
        try {
            List<Integer> ports = FreePorts.find(2);
            port = ports.get(0);
            Path data = folder.resolve(BrokerProcess.DATA);
            Properties properties = NodeProperties.of(1, port, ports.subList(1, 2), data);
            further.forEach((key, value) -> properties.merge(key, value, added(key)));
            write(BrokerProcess.PROPERTIES, properties);
            write(LOGGING, logging());
        } catch (IOException e) {
            close();
            throw new UncheckedIOException("cannot prepare a local broker", e);
        }
    }

    /**
     * Starts a broker and waits until clients can connect.
     *
     * @throws IllegalStateException if it does not come up; the message holds the end of its log
     */
    public static LocalBroker start() {
        return start(Map.of());
    }

    private static BiFunction<Object, Object, Object> added(String key) {
        return LISTENERS.contains(key)
                ? (own, further) -> own + "," + further
                : (own, further) -> further;
    }

    /**
     * As {@link #start()}, with further properties of the broker. Listeners are further ones too:
     * that of {@link #bootstrapServers()} is kept.
     */
    public static LocalBroker start(Map<String, String> properties) {
        LocalBroker broker = new LocalBroker(properties);
        try {
            broker.launch();
            return broker;
        } catch (RuntimeException e) {
            broker.close();
            throw e;
        }
    }

    /** Kafka's {@code bootstrap.servers}; stays the same over {@link #restart()}. */
    public String bootstrapServers() {
        return "localhost:" + port;
    }

    /** Where its files lie. */
    Path folder() {
        return folder;
    }

    /** An administrator's client; to be closed by the caller. */
    public Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", bootstrapServers()));
    }

    /**
     * Makes a topic and waits until the broker leads all of its partitions, which it hears of a
     * moment after the controller has made them.
     *
     * @param compacted whether only the latest value of each key is kept for good
     */
    public void createTopic(String name, int partitions, boolean compacted) {
        NewTopic topic = new NewTopic(name, partitions, (short) 1);
        topic.configs(Map.of("cleanup.policy", compacted ? "compact" : "delete"));
        try (Admin admin = admin()) {
            admin.createTopics(List.of(topic)).all().get();
            while (!isLed(admin, name, partitions)) {
                Thread.sleep(20);
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot make topic '" + name + "'", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while making topic '" + name + "'", e);
        }
    }

    private static boolean isLed(Admin admin, String topic, int partitions)
            throws InterruptedException, ExecutionException {
        try {
            long led =
                    admin.describeTopics(List.of(topic)).allTopicNames().get().values().stream()
                            .flatMap(description -> description.partitions().stream())
                            .filter(p -> p.leader() != null && !p.leader().isEmpty())
                            .count();
            return led == partitions;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return false;
            }
            throw e;
        }
    }

    /** Ends the broker in an orderly way and keeps its data. */
    public void stop() {
        Process running = process;
        if (running == null) {
            return;
        }
        try (OutputStream line = running.getOutputStream()) {
            line.write('.');
        } catch (IOException e) {
            // It has ended already.
        }
        if (!await(running, STOP)) {
            kill();
        }
    }

    /** Ends the broker at once, as a crash would, and keeps its data. */
    public void kill() {
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
            await(running, STOP);
        }
    }

    /** Starts the broker again after {@link #stop()} or {@link #kill()}: same address and data. */
    public void restart() {
        stop();
        launch();
    }

    /** Ends the broker and removes its files. */
    @Override
    public void close() {
        // The data go with it, so there is no point in an orderly end.
        kill();
        try {
            TemporaryFolder.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + folder, e);
        }
    }

    private static boolean await(Process process, Duration patience) {
        try {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void launch() {
        try {
            Path ready = folder.resolve(BrokerProcess.READY);
            Files.deleteIfExists(ready);
            Process started =
                    new ProcessBuilder(command())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                            .start();
            process = started;
            awaitReady(started, ready);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start the local Kafka broker", e);
        }
    }

    private void awaitReady(Process started, Path ready) throws IOException {
        long deadline = System.nanoTime() + START.toNanos();
        while (!Files.exists(ready)) {
            boolean ended = await(started, Duration.ofMillis(50));
            if (ended || System.nanoTime() > deadline || Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException(
                        "the local Kafka broker "
                                + (ended ? "ended while starting" : "did not start in time")
                                + "; the end of its log:\n"
                                + logTail());
            }
        }
    }

    private List<String> command() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms64m",
                "-Xmx384m",
                // A short-lived process: a quick start is worth more than the last bit of speed.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dlog4j2.configurationFile=" + folder.resolve(LOGGING).toUri(),
                "-cp",
                System.getProperty("java.class.path"),
                BrokerProcess.class.getName(),
                folder.toString(),
                clusterId);
    }

    private Path log() {
        return folder.resolve("broker.log");
    }

    private String logTail() throws IOException {
        List<String> lines = Files.readAllLines(log(), StandardCharsets.UTF_8);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_TAIL), lines.size()));
    }

    private void write(String name, Properties properties) throws IOException {
        try (OutputStream out = Files.newOutputStream(folder.resolve(name))) {
            properties.store(out, null);
        }
    }

    private static Properties logging() {
        Properties p = new Properties();
        p.put("status", "error");
        p.put("appender.out.type", "Console");
        p.put("appender.out.name", "out");
        p.put("appender.out.layout.type", "PatternLayout");
        p.put("appender.out.layout.pattern", "%d{HH:mm:ss.SSS} %p %c{1}: %m%n");
        p.put("rootLogger.level", "warn");
        p.put("rootLogger.appenderRef.out.ref", "out");
        return p;
    }
}
