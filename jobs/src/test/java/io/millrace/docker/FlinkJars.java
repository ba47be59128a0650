package io.millrace.docker;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The jars that a Flink cluster has: those on this class path that the modules of its distribution
 * and its logging ask for, in their poms, which lie beside them in Maven's repository.
 */
final class FlinkJars {

    private static final Set<String> DISTRIBUTION =
            Set.of(
                    "flink-clients",
                    "flink-connector-base",
                    "flink-runtime-web",
                    "flink-statebackend-rocksdb",
                    "flink-streaming-java",
                    "log4j-slf4j-impl");

    /** Group and artifact, and all that is said of them. */
    private static final Pattern DEPENDENCY =
            Pattern.compile(
                    "<dependency>\\s*<groupId>([^<]+)</groupId>\\s*<artifactId>([^<]+)</.*?</dependency>",
                    Pattern.DOTALL);

    private static final Pattern NOT_NEEDED =
            Pattern.compile("<scope>(test|provided)</|<optional>true</");

    private FlinkJars() {}

    static Set<Path> find() {
        List<Path> classPath =
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                        .filter(entry -> entry.endsWith(".jar") && !entry.endsWith("-tests.jar"))
                        .map(Path::of)
                        .toList();
        Queue<Path> wanted = new ArrayDeque<>(classPath);
        wanted.removeIf(jar -> !DISTRIBUTION.contains(artifact(jar)));
        Set<Path> found = new TreeSet<>();
        while (!wanted.isEmpty()) {
            Path jar = wanted.remove();
            // A shaded jar's pom still names what is in the jar.
            if (found.add(jar) && !artifact(jar).startsWith("flink-shaded-")) {
                DEPENDENCY
                        .matcher(pom(jar))
                        .results()
                        .filter(dependency -> !NOT_NEEDED.matcher(dependency.group()).find())
                        .map(dependency -> folder(dependency.group(1), dependency.group(2)))
                        .flatMap(folder -> classPath.stream().filter(other -> isIn(folder, other)))
                        .forEach(wanted::add);
            }
        }
        return found;
    }

    private static Path folder(String group, String artifact) {
        return Path.of(group.replace('.', '/'), artifact);
    }

    private static boolean isIn(Path folder, Path jar) {
        return jar.getParent().getParent().endsWith(folder);
    }

    /** The name of a jar without its version and what follows it. */
    static String artifact(Path jar) {
        return jar.getFileName().toString().replaceFirst("-\\d+\\..*", "");
    }

    private static String pom(Path jar) {
        Path version = jar.getParent();
        String name = version.getParent().getFileName() + "-" + version.getFileName() + ".pom";
        try {
            return Files.readString(version.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
