package io.millrace.cluster;

import io.millrace.config.SetupException;
import io.millrace.local.TemporaryFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A cluster in one folder: ZooKeeper, brokers, a JobManager, TaskManagers.
 *
 * <p>What should run is written in the folder, so any process can take a cluster over from the one
 * that made it; {@link #up} starts whatever of it is missing.
 */
public final class Cluster {

    /**
     * How long processes mostly get to start: on a busy machine brokers take more than a minute.
     */
    public static final Duration START = Duration.ofSeconds(120);

    private static final Duration STOP = Duration.ofSeconds(10);
    private static final String ZOOKEEPER = "zookeeper";
    private static final String BROKER = "broker-";
    private static final String TASK_MANAGER = "taskmanager-";

    /** The name of the JobManager's process. */
    public static final String JOB_MANAGER = "jobmanager";

    private final ClusterFolder folder;
    private final ClusterPlan plan;
    private final FlinkDaemons flink;
    private final FlinkRest rest;

    private Cluster(ClusterFolder folder, ClusterPlan plan) {
        this.folder = folder;
        this.plan = plan;
        this.flink = new FlinkDaemons(plan, folder);
        this.rest = new FlinkRest(plan.restPort());
    }

    /** The cluster of a folder, if there is one. */
    public static Optional<Cluster> find(Path root) throws IOException {
        ClusterFolder folder = new ClusterFolder(root.toAbsolutePath());
        folder.requireOwn();
        return Files.exists(folder.plan())
                ? Optional.of(new Cluster(folder, ClusterPlan.read(folder.plan())))
                : Optional.empty();
    }

    /**
     * A new cluster, none of which runs yet.
     *
     * @throws IllegalArgumentException if Flink cannot do with the sizes that are asked for
     * @throws SetupException if there is something else in the folder
     */
    public static Cluster create(Path root, ClusterPlan plan) throws IOException {
        ClusterFolder folder = new ClusterFolder(root.toAbsolutePath());
        folder.requireOwn();
        new FlinkDaemons(plan, folder).requireMemory();
        if (Files.exists(root)) {
            try (var files = Files.list(root)) {
                if (files.findAny().isPresent()) {
                    throw new SetupException("'" + root + "' is not empty, and not a cluster");
                }
            }
        }
        boolean made = false;
        try {
            folder.create();
            FlinkSettings.write(plan, folder);
            plan.write(folder.plan());
            Cluster cluster = new Cluster(folder, plan);
            made = true;
            return cluster;
        } finally {
            if (!made) {
                TemporaryFolder.delete(folder.root());
            }
        }
    }

    public ClusterPlan plan() {
        return plan;
    }

    /** Where all of it lies. */
    public Path root() {
        return folder.root();
    }

    /** Where jobs leave their checkpoints, unless they say otherwise. */
    public Checkpoints checkpoints() {
        return new Checkpoints(folder.checkpoints());
    }

    /** What Flink's own command line logs. */
    Path clientLog() {
        return folder.log("client");
    }

    /** Where the logs of all processes are. */
    public Path logs() {
        return folder.log();
    }

    public FlinkRest rest() {
        return rest;
    }

    /** All processes, in the order in which they start. */
    public List<Daemon> daemons() {
        List<Daemon> all = new ArrayList<>();
        all.add(daemon(ZOOKEEPER));
        all.addAll(brokers());
        all.add(daemon(JOB_MANAGER));
        all.addAll(taskManagers());
        return all;
    }

    public List<Daemon> brokers() {
        return numbered(BROKER, plan.brokers());
    }

    public List<Daemon> taskManagers() {
        return numbered(TASK_MANAGER, plan.taskManagers());
    }

    private List<Daemon> numbered(String prefix, int count) {
        List<Daemon> daemons = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            daemons.add(daemon(prefix + i));
        }
        return daemons;
    }

    public Daemon daemon(String name) {
        return new Daemon(name, folder);
    }

    /** As {@link #up(Duration, Consumer)}, with the usual patience. */
    public void up(Consumer<String> progress) throws IOException, InterruptedException {
        up(START, progress);
    }

    /**
     * Starts what does not run, mends the rest, and waits until all of it works.
     *
     * @param patience with each kind of process
     * @param progress told what is being waited for
     * @throws SetupException if something does not start; the message holds what its log says of it
     */
    public void up(Duration patience, Consumer<String> progress)
            throws IOException, InterruptedException {
        mend();
        for (Daemon daemon : daemons()) {
            if (!daemon.isAlive()) {
                start(daemon);
            }
        }
        progress.accept("brokers");
        await(patience, brokers(), () -> BrokerProbe.nodes(plan) == plan.brokers());
        progress.accept("JobManager");
        await(patience, List.of(daemon(ZOOKEEPER), daemon(JOB_MANAGER)), rest::isUp);
        progress.accept("TaskManagers");
        await(patience, taskManagers(), () -> rest.taskManagers() >= plan.taskManagers());
    }

    /**
     * Undoes what a fault left whose laboratory was killed meanwhile: lets frozen processes go on,
     * and brings the checkpoints back.
     */
    public void mend() throws IOException, InterruptedException {
        checkpoints().bringBack();
        for (Daemon daemon : daemons()) {
            daemon.thaw();
        }
    }

    /** Starts one process, and does not wait for it. */
    public void start(Daemon daemon) throws IOException, InterruptedException {
        String name = daemon.name();
        if (name.equals(ZOOKEEPER)) {
            daemon.start(flink.zooKeeper(name), flink.environment());
        } else if (name.equals(JOB_MANAGER)) {
            new JobResults(folder.data("ha")).removeUnrecoverable();
            daemon.start(flink.jobManager(name), flink.environment());
        } else if (name.startsWith(TASK_MANAGER)) {
            daemon.start(flink.taskManager(name), flink.environment());
        } else {
            int node = Integer.parseInt(name.substring(BROKER.length()));
            daemon.start(new KafkaNode(plan, folder, node).prepare(), Map.of());
        }
    }

    private interface Condition {
        boolean holds() throws InterruptedException;
    }

    private static void await(Duration patience, List<Daemon> daemons, Condition condition)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        boolean holds = false;
        while (!holds) {
            holds = condition.holds();
            // Also where it holds: a stranger may answer on the port of one that could not start.
            for (Daemon daemon : daemons) {
                if (!daemon.isAlive()) {
                    throw notStarted(daemon, "ended while starting");
                }
            }
            if (System.nanoTime() > deadline) {
                throw notStarted(
                        daemons.get(0),
                        "did not start in " + patience.toSeconds() + " s (--timeout)");
            }
            Thread.sleep(100);
        }
    }

    private static SetupException notStarted(Daemon daemon, String how) throws IOException {
        return new SetupException(
                daemon.name() + " " + how + "; from " + daemon.log() + ":\n" + daemon.lastWords());
    }

    /**
     * Runs Flink's own command line against this cluster.
     *
     * @param arguments such as {@code run -d job.jar}
     * @return not yet started
     */
    public ProcessBuilder flink(List<String> arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(flink.commandLine(arguments));
        builder.environment().putAll(flink.environment());
        return builder;
    }

    /** Ends all processes and removes the folder with all data in it. */
    public void down() throws IOException, InterruptedException {
        stop();
        TemporaryFolder.delete(folder.root());
    }

    /** Ends all processes and keeps the folder: {@link #up} goes on from it. */
    public void stop() throws IOException, InterruptedException {
        List<Daemon> all = new ArrayList<>(daemons());
        Collections.reverse(all);
        for (Daemon daemon : all) {
            daemon.process().ifPresent(ProcessHandle::destroy);
        }
        Instant deadline = Instant.now().plus(STOP);
        for (Daemon daemon : all) {
            daemon.stop(Duration.between(Instant.now(), deadline));
        }
    }
}
