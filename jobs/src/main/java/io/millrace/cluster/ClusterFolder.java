package io.millrace.cluster;

import io.millrace.config.SetupException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Set;

/** Where everything of a cluster lies: one folder, so that nothing is left once it is removed. */
record ClusterFolder(Path root) {

    private static final Set<PosixFilePermission> OWNER_ALONE =
            PosixFilePermissions.fromString("rwx------");

    /**
     * What a cluster does is written in its folder, so it must be nobody else's: a name in the
     * folder for temporary files can be taken by anybody.
     *
     * @throws SetupException if it belongs to another user, or others may write to it
     */
    void requireOwn() throws IOException {
        if (Files.notExists(root)) {
            return;
        }
        PosixFileAttributes attributes = Files.readAttributes(root, PosixFileAttributes.class);
        Path probe = Files.createTempFile("millrace", ".owner");
        UserPrincipal user = Files.getOwner(probe);
        Files.delete(probe);
        boolean open =
                attributes.permissions().contains(PosixFilePermission.OTHERS_WRITE)
                        || attributes.permissions().contains(PosixFilePermission.GROUP_WRITE);
        if (open || !attributes.owner().equals(user)) {
            throw new SetupException(
                    "'"
                            + root
                            + "' belongs to another user, or others may write to it: choose another"
                            + " folder for the cluster");
        }
    }

    /** Makes the folder, for its owner's eyes alone, and those in it. */
    void create() throws IOException {
        if (Files.notExists(root)) {
            Path parent = root.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.createDirectory(root, PosixFilePermissions.asFileAttribute(OWNER_ALONE));
        }
        Files.setPosixFilePermissions(root, OWNER_ALONE); // Also where it was there, and empty.
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
