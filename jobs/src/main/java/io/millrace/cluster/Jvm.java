package io.millrace.cluster;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The command line of one JVM of the cluster, of the same Java as this one. */
final class Jvm {

    private Jvm() {}

    /**
     * @param work its folder for temporary files
     * @param flags options of Java
     */
    static List<String> command(
            Path work, List<String> flags, String classPath, String main, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Djava.io.tmpdir=" + work);
        command.add("-XX:+ExitOnOutOfMemoryError");
        // For the size of a machine that is shared with everything else.
        command.add("-XX:+UseSerialGC");
        command.addAll(flags);
        command.add("-cp");
        command.add(classPath);
        command.add(main);
        command.addAll(arguments);
        return command;
    }

    /** Flink needs what this JVM was opened for. */
    static List<String> opened() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-opens"))
                .toList();
    }

    /** The class path of this process, for one that works in another folder. */
    static String classPath() {
        String own = System.getProperty("java.class.path");
        return Arrays.stream(own.split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** What Flink's shell tools print as one line. */
    static List<String> split(String options) {
        return Arrays.stream(options.trim().split("\\s+", -1)).filter(o -> !o.isEmpty()).toList();
    }
}
