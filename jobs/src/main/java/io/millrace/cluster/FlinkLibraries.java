package io.millrace.cluster;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a Flink installation has in its {@code lib/}: Flink, logging, and the whole family of ND4J.
 * What a job brings along in its own jar is left out, so that a job fares here as it does on any
 * other cluster.
 */
final class FlinkLibraries {

    /** Artifacts that come with the job, or that only the broker needs. */
    private static final Pattern NOT_THERE =
            Pattern.compile(
                    "(millrace.*|flink-connector-kafka|kafka.*"
                            + "|jackson-(annotations|core|databind|dataformat.*|datatype.*)"
                            + "|snakeyaml|fastcsv|picocli|lz4-java|zstd-jni|scala-.*|argparse4j"
                            + "|jose4j|metrics-core|caffeine|HdrHistogram|hash4j|pcollections|re2j"
                            + "|jopt-simple)-\\d.*");

    private FlinkLibraries() {}

    /** The class path of Flink's processes: a part of this process's own. */
    static String classPath() {
        return select(Jvm.classPath());
    }

    static String select(String classPath) {
        return Arrays.stream(classPath.split(File.pathSeparator, -1))
                .map(Path::of)
                .filter(FlinkLibraries::isThere)
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static boolean isThere(Path jar) {
        Path file = jar.getFileName();
        if (file == null || Files.isDirectory(jar)) {
            return false;
        }
        String name = file.toString();
        return name.endsWith(".jar") && !NOT_THERE.matcher(name).matches();
    }
}
