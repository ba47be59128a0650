package io.millrace.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a process of the cluster holds once its garbage is collected.
 *
 * @param metaspace kilobytes used
 * @param resident kilobytes of memory, native libraries and arrays included
 * @param loaders class loaders of jobs
 */
record JvmFigures(long metaspace, long resident, int loaders) {

    private static final Pattern METASPACE = Pattern.compile("Metaspace +used (\\d+)K");
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final Pattern LOADERS =
            Pattern.compile(
                    "\\s(\\d+)\\s+\\d+\\s+org\\.apache\\.flink\\.util\\.ChildFirstClassLoader");

    static JvmFigures of(Daemon daemon) throws IOException, InterruptedException {
        String pid = Long.toString(daemon.process().orElseThrow().pid());
        String alive = jcmd(pid, "GC.class_histogram"); // Collects first.
        return new JvmFigures(
                number(METASPACE, jcmd(pid, "GC.heap_info"), -1),
                number(RESIDENT, Files.readString(Path.of("/proc", pid, "status")), -1),
                (int) number(LOADERS, alive, 0));
    }

    private static long number(Pattern pattern, String text, long otherwise) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Long.parseLong(matcher.group(1)) : otherwise;
    }

    private static String jcmd(String... arguments) throws IOException, InterruptedException {
        String program = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process process =
                new ProcessBuilder(program, arguments[0], arguments[1])
                        .redirectErrorStream(true)
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("jcmd: " + said);
        }
        return said;
    }
}
