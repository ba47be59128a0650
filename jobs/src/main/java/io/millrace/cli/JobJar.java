package io.millrace.cli;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The jar that Flink is given. */
final class JobJar {

    private static final String PROPERTY = "millrace.job.jar";

    private JobJar() {}

    /**
     * The one that was built with this program, beside it.
     *
     * @throws CommandException if there is none
     */
    static Path find() throws IOException {
        String given = System.getProperty(PROPERTY);
        if (given != null) {
            return require(Path.of(given));
        }
        Path folder = program().getParent();
        if (folder != null && Files.isDirectory(folder)) {
            try (DirectoryStream<Path> jars =
                    Files.newDirectoryStream(folder, "millrace-job-*.jar")) {
                for (Path jar : jars) {
                    return jar;
                }
            }
        }
        return require(program().resolveSibling("millrace-job-VERSION.jar"));
    }

    private static Path require(Path jar) {
        if (Files.notExists(jar)) {
            throw CommandException.usage(
                    "there is no job jar " + jar + "; './mvnw package -DskipTests' makes it");
        }
        return jar;
    }

    private static Path program() {
        try {
            return Path.of(
                    JobJar.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
