package io.millrace.cli;

import io.millrace.local.Demo;
import io.millrace.local.LinearStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A stream that can be demonstrated.
 *
 * @param name of the job and its topics
 * @param title what is to be learned
 * @param file the rows
 * @param assumed what to learn if the person does not say
 * @param linear whether it is the line that everybody knows
 */
record DemoStream(
        String name, String title, StreamFile file, Optional<Assumed> assumed, boolean linear) {

    private static final String FLIGHTS = "flights.csv.gz";
    private static final long LINEAR_ROWS = 20_000;
    private static final long LINEAR_SEED = 1;

    /** At a constant rate the line would never come to rest: each noisy sample tugs at it alike. */
    private static final List<String> SETTLE =
            List.of("schedule.type=inverse-time", "schedule.decay=1", "schedule.every=200");

    /** A label, the columns that are no features, and settings as {@code key=value}. */
    record Assumed(String label, List<String> exclude, List<String> settings) {}

    /**
     * @param stream {@code flights}, {@code linear} or a file
     * @param rows rows to be played; the linear stream is made as long as that
     * @param delimiter of a file
     */
    static DemoStream of(String stream, long rows, char delimiter) throws IOException {
        return switch (stream) {
            case "flights" ->
                    new DemoStream(
                            stream,
                            "Will this flight be 15 minutes late?",
                            StreamFile.of(FLIGHTS, bundled(FLIGHTS)),
                            Optional.of(new Assumed("late", List.of("delay"), List.of())),
                            false);
            case "linear" ->
                    new DemoStream(
                            stream,
                            "Which line is this? y = 2x + 1 + noise",
                            StreamFile.of("linear.csv", linear(rows)),
                            Optional.of(new Assumed("y", List.of(), SETTLE)),
                            true);
            default -> ofFile(Path.of(stream), delimiter);
        };
    }

    private static byte[] linear(long rows) {
        long made = rows == Long.MAX_VALUE ? LINEAR_ROWS : rows;
        return LinearStream.csv(made, LINEAR_SEED);
    }

    private static DemoStream ofFile(Path path, char delimiter) throws IOException {
        StreamFile file = StreamFile.of(path, delimiter);
        return new DemoStream(
                topicName(file.name()), "Learning " + file.name(), file, Optional.empty(), false);
    }

    /** Topics have no other signs than these. */
    private static String topicName(String file) {
        String stem = file.replaceFirst("\\.csv(\\.gz)?$", "").replaceAll("[^A-Za-z0-9_-]", "-");
        return stem.isBlank() ? "demo" : stem;
    }

    private static byte[] bundled(String name) throws IOException {
        try (InputStream resource = Demo.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new FileNotFoundException("the build lacks its bundled stream " + name);
            }
            return resource.readAllBytes();
        }
    }
}
