package io.millrace.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * When a process started. A pid is given again once its process has ended; a pid and its start are
 * one process for good.
 *
 * <p>Linux counts clock ticks from its own start, which setting the clock does not move, so they
 * are taken together with the name of that start. Elsewhere the system remembers the instant.
 */
final class Birth {

    private static final Path PROC = Path.of("/proc");
    private static final Path BOOT = PROC.resolve("sys/kernel/random/boot_id");

    /** Where in /proc/PID/stat, counted from the state, which follows the command in brackets. */
    private static final int START_TIME = 22 - 3;

    private static final char ZOMBIE = 'Z';

    private Birth() {}

    /**
     * The start of a process, as one word.
     *
     * @return empty if there is no such process, or it has ended and only waits to be asked how: so
     *     it stands where the first process of a container does not ask
     */
    static String of(ProcessHandle process) {
        try {
            String[] stat = stat(process.pid());
            return stat[0].charAt(0) == ZOMBIE
                    ? ""
                    : Files.readString(BOOT).trim() + ":" + stat[START_TIME];
        } catch (IOException e) {
            return Files.exists(PROC) ? "" : instant(process);
        }
    }

    /** The fields from the state on: the command before it may hold spaces and brackets. */
    private static String[] stat(long pid) throws IOException {
        String stat = Files.readString(PROC.resolve(pid + "/stat"));
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    }

    private static String instant(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toString).orElse("");
    }
}
