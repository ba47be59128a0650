package io.millrace.cluster;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** Where everything of a cluster lies: one folder, so that nothing is left once it is removed. */
record ClusterFolder(Path root) {

    /** Makes the folder, for its owner's eyes alone, and those in it. */
    void create() throws IOException {
        if (Files.notExists(root)) {
            Path parent = root.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.createDirectory(
                    root,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
        }
        for (Path folder :
                List.of(conf(), plugins(), log(), run(), data(), checkpoints(), savepoints())) {
            Files.createDirectories(folder);
        }
    }

    /** What was asked for, and the ports that were found for it. */
    Path plan() {
        return root.resolve("cluster.properties");
    }

    /** Flink's configuration folder, which Flink's own command line reads too. */
    Path conf() {
        return root.resolve("conf");
    }

    /** For Flink's plugins, as that of a metric reporter; empty at first. */
    Path plugins() {
        return root.resolve("plugins");
    }

    Path log() {
        return root.resolve("log");
    }

    Path log(String daemon) {
        return log().resolve(daemon + ".log");
    }

    Path run() {
        return root.resolve("run");
    }

    Path pid(String daemon) {
        return run().resolve(daemon + ".pid");
    }

    Path data() {
        return root.resolve("data");
    }

    Path data(String daemon) {
        return data().resolve(daemon);
    }

    Path checkpoints() {
        return root.resolve("checkpoints");
    }

    Path savepoints() {
        return root.resolve("savepoints");
    }

    /** The temporary folder of one process, native libraries included. */
    Path work(String daemon) throws IOException {
        return Files.createDirectories(root.resolve("work").resolve(daemon));
    }

    static String uri(Path path) {
        URI uri = path.toAbsolutePath().toUri();
        return uri.toString();
    }
}
