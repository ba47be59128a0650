package io.millrace.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The log of this run: a file that is made when something is first logged, told about when the run
 * fails, and removed when it does not.
 */
final class RunLog {

    private static final String FILE = "millrace.log.file";
    private static final String CONFIGURATION = "log4j2.configurationFile";

    private RunLog() {}

    /** Sends all logging to a file. To be called before anything logs. */
    static void start() {
        if (System.getProperty(CONFIGURATION) == null) {
            Path folder = Path.of(System.getProperty("java.io.tmpdir"));
            String name = "millrace-" + ProcessHandle.current().pid() + ".log";
            System.setProperty(FILE, folder.resolve(name).toString());
            System.setProperty(CONFIGURATION, "millrace-log4j2.properties");
        }
    }

    /** The file, if anything was logged. */
    static Optional<Path> current() {
        return Optional.ofNullable(System.getProperty(FILE)).map(Path::of).filter(Files::exists);
    }

    /** Removes the file. */
    static void discard() {
        current()
                .ifPresent(
                        file -> {
                            try {
                                Files.deleteIfExists(file);
                            } catch (IOException e) {
                                // It lies in the temporary folder: whoever cleans that takes it
                                // too.
                            }
                        });
    }
}
