package io.millrace.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * One process of the cluster. It is known by the file that holds its pid, so any command can find
 * it, and it outlives the one that started it: neither Ctrl-C nor the end of the terminal reaches
 * it.
 */
public final class Daemon {

    private static final Pattern ERROR = Pattern.compile("\\b(ERROR|FATAL)\\b");
    private static final String CAUSE = "Caused by: ";
    private static final int LOG_TAIL = 20;
    private static final int LOG_WIDTH = 160;

    private final String name;
    private final ClusterFolder folder;

    Daemon(String name, ClusterFolder folder) {
        this.name = name;
        this.folder = folder;
    }

    public String name() {
        return name;
    }

    /** What it said, over all its lives. */
    public Path log() {
        return folder.log(name);
    }

    /**
     * Starts it.
     *
     * @param command a program and its arguments
     */
    void start(List<String> command, Map<String, String> environment) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(detached(command))
                        .directory(folder.work(name).toFile())
                        .redirectInput(Path.of("/dev/null").toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        builder.environment().putAll(environment);
        ProcessHandle handle = builder.start().toHandle();
        Files.writeString(folder.pid(name), handle.pid() + " " + Birth.of(handle));
    }

    /** A command that neither Ctrl-C nor the end of the terminal reaches. */
    static List<String> detached(List<String> command) {
        List<String> all =
                new ArrayList<>(List.of("sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh"));
        all.addAll(command);
        return all;
    }

    /** The process, if it lives; a pid that another process has by now is not it. */
    public Optional<ProcessHandle> process() throws IOException {
        String[] written;
        try {
            written = Files.readString(folder.pid(name)).trim().split(" ", -1);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        if (written.length != 2) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(written[0]))
                .filter(ProcessHandle::isAlive)
                .filter(process -> Birth.of(process).equals(written[1]));
    }

    public boolean isAlive() throws IOException {
        return process().isPresent();
    }

    /** Ends it at once, as a crash would (SIGKILL), and waits until it is gone. */
    public void kill() throws IOException, InterruptedException {
        Optional<ProcessHandle> process = process();
        if (process.isPresent()) {
            process.get().destroyForcibly();
            awaitEnd(process.get(), Duration.ofSeconds(30));
        }
    }

    /** Asks it to end (SIGTERM), and has it end at once if it does not in time. */
    void stop(Duration patience) throws IOException, InterruptedException {
        Optional<ProcessHandle> process = process();
        if (process.isPresent()) {
            process.get().destroy();
            if (!awaitEnd(process.get(), patience)) {
                kill();
            }
        }
    }

    private boolean awaitEnd(ProcessHandle process, Duration patience)
            throws IOException, InterruptedException {
        CompletableFuture<ProcessHandle> exit = process.onExit();
        long deadline = System.nanoTime() + patience.toNanos();
        while (isAlive() && System.nanoTime() < deadline) {
            try {
                exit.get(100, TimeUnit.MILLISECONDS);
            } catch (TimeoutException | ExecutionException e) {
                // Looked at again, for a zombie does not tell that it has ended.
            }
        }
        return !isAlive();
    }

    /** Stops its execution where it stands (SIGSTOP), until {@link #thaw()}. */
    public void freeze() throws IOException, InterruptedException {
        if (!signal("STOP")) {
            throw new IllegalStateException(name + " is not running");
        }
    }

    /** Lets it go on (SIGCONT); nothing is left to do for one that has ended meanwhile. */
    public void thaw() throws IOException, InterruptedException {
        signal("CONT");
    }

    /** Whether it was there to be sent one. */
    private boolean signal(String signal) throws IOException, InterruptedException {
        Optional<ProcessHandle> process = process();
        if (process.isEmpty()) {
            return false;
        }
        int status =
                new ProcessBuilder("kill", "-" + signal, Long.toString(process.get().pid()))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor();
        if (status != 0 && isAlive()) {
            throw new IOException("cannot send SIG" + signal + " to " + name);
        }
        return status == 0;
    }

    /** The last error that it told, with its deepest cause; without one, its last lines. */
    String lastWords() throws IOException {
        return Files.exists(log())
                ? lastWords(new String(Files.readAllBytes(log()), StandardCharsets.UTF_8))
                : "";
    }

    static String lastWords(String log) {
        List<String> lines =
                log.lines()
                        .map(line -> line.substring(0, Math.min(LOG_WIDTH, line.length())))
                        .toList();
        int error = lastError(lines);
        if (error < 0) {
            return String.join(
                    "\n", lines.subList(Math.max(0, lines.size() - LOG_TAIL), lines.size()));
        }
        return lines.subList(error, lines.size()).stream()
                .filter(line -> line.startsWith(CAUSE))
                .reduce((first, second) -> second)
                .map(cause -> cause.substring(CAUSE.length()))
                .map(cause -> lines.get(error) + "\n" + cause)
                .orElse(lines.get(error));
    }

    private static int lastError(List<String> lines) {
        int error = lines.size() - 1;
        while (error >= 0 && !ERROR.matcher(lines.get(error)).find()) {
            error--;
        }
        return error;
    }
}
