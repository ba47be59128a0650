package io.millrace.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * A Flink cluster in this JVM, with its web UI on a free port of this machine and its checkpoints
 * in a temporary folder. It outlives its jobs, so their last figures can still be looked at.
 */
public final class LocalCluster implements AutoCloseable {

    private final Path folder = TemporaryFolder.create("millrace-flink-");
    private final Configuration configuration;
    private final MiniCluster cluster;
    private final URI rest;

    private LocalCluster(int slots, Configuration further) {
        configuration = configuration(folder, slots, further);
        cluster = new MiniCluster(miniCluster(configuration));
        try {
            rest = Uninterrupted.call(this::run);
        } catch (Exception e) {
            close();
            throw new IllegalStateException(
                    "cannot start a local Flink cluster: " + rootMessage(e), e);
        }
    }

    private URI run() throws Exception {
        cluster.start();
        return cluster.getRestAddress().get();
    }

    private static @Nullable String rootMessage(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage();
    }

    /**
     * Starts a cluster.
     *
     * @param slots the highest parallelism of a job
     */
    public static LocalCluster start(int slots) {
        return start(slots, new Configuration());
    }

    /**
     * As {@link #start(int)}, with further options of Flink, which hold before those of this class:
     * {@code rest.port} is the port of the web UI.
     */
    public static LocalCluster start(int slots, Configuration further) {
        return new LocalCluster(slots, further);
    }

    /** Where its files lie. */
    Path folder() {
        return folder;
    }

    /** Where Flink's web UI is. */
    public String webUrl() {
        return "http://localhost:" + rest.getPort();
    }

    /**
     * An environment whose jobs run here.
     *
     * @param job the options of the job; those of the cluster hold where it gives none
     */
    public StreamExecutionEnvironment environment(Configuration job) {
        Configuration all = new Configuration(configuration);
        all.addAll(job);
        return StreamExecutionEnvironment.createRemoteEnvironment(
                rest.getHost(), rest.getPort(), all);
    }

    /** Ends all jobs and removes all files, also where the thread was interrupted. */
    @Override
    public void close() {
        try {
            Uninterrupted.call(() -> cluster.closeAsync().get());
        } catch (InterruptedException e) {
            // It does not stop, but the JVM is about to.
        } catch (Exception e) {
            throw new IllegalStateException("cannot stop the local Flink cluster", e);
        } finally {
            delete();
        }
    }

    private void delete() {
        try {
            TemporaryFolder.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + folder, e);
        }
    }

    private static Configuration configuration(Path folder, int slots, Configuration further) {
        Configuration configuration = new Configuration();
        configuration.set(RestOptions.ADDRESS, "localhost");
        configuration.set(RestOptions.BIND_ADDRESS, "localhost");
        if (!further.contains(RestOptions.BIND_PORT)) {
            // Set, it would hide the option rest.port, which it falls back to.
            configuration.set(RestOptions.BIND_PORT, "0");
        }
        configuration.set(WebOptions.SUBMIT_ENABLE, false);
        configuration.set(WebOptions.TMP_DIR, folder.resolve("web").toString());
        configuration.set(CoreOptions.TMP_DIRS, folder.resolve("work").toString());
        configuration.set(TaskManagerOptions.NUM_TASK_SLOTS, slots);
        configuration.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                folder.resolve("checkpoints").toUri().toString());
        configuration.set(
                CheckpointingOptions.SAVEPOINT_DIRECTORY,
                folder.resolve("savepoints").toUri().toString());
        configuration.addAll(further);
        return configuration;
    }

    private static MiniClusterConfiguration miniCluster(Configuration configuration) {
        return new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(configuration.get(TaskManagerOptions.NUM_TASK_SLOTS))
                .build();
    }
}
