package io.millrace.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder of a cluster's checkpoints, which can be lost for a while, as a store that is away.
 */
public final class Checkpoints {

    private final Path folder;
    private final Path elsewhere;

    Checkpoints(Path folder) {
        this.folder = folder;
        this.elsewhere = folder.resolveSibling(folder.getFileName() + "-away");
    }

    /** Where those of one job lie. */
    public Path of(String job) {
        return folder.resolve(job);
    }

    /** A file stands where the folder was, so that nobody makes it anew. */
    public void takeAway() throws IOException {
        Files.move(folder, elsewhere);
        Files.createFile(folder);
    }

    /** Also if the process that took them away was killed before it could bring them back. */
    public void bringBack() throws IOException {
        if (areAway()) {
            Files.deleteIfExists(folder);
            Files.move(elsewhere, folder);
        }
    }

    public boolean areAway() {
        return Files.exists(elsewhere);
    }
}
