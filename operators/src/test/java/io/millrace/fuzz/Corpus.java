package io.millrace.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * The inputs that are kept: made by hand to be interesting, or found by fuzzing and once a fault.
 * Each target has a folder of its name under {@code src/test/resources/fuzz}.
 */
public final class Corpus {

    private static final Path ROOT = Path.of("src", "test", "resources", "fuzz");

    private Corpus() {}

    /** A test for each input of a target, and one for no bytes at all. */
    public static Stream<DynamicTest> replay(String name, FuzzTarget target) {
        return Stream.concat(
                Stream.of(DynamicTest.dynamicTest(name, () -> target.accept(new byte[0]))),
                inputs(name).stream()
                        .map(
                                file ->
                                        DynamicTest.dynamicTest(
                                                name + "/" + file.getFileName(),
                                                () -> replay(file, target))));
    }

    private static void replay(Path file, FuzzTarget target) throws IOException {
        byte[] input = Files.readAllBytes(file);
        assertThatCode(() -> target.accept(input)).doesNotThrowAnyException();
    }

    private static List<Path> inputs(String name) {
        try (Stream<Path> files = Files.list(ROOT.resolve(name))) {
            List<Path> inputs = files.sorted().toList();
            assertThat(inputs).isNotEmpty();
            return inputs;
        } catch (IOException e) {
            throw new IllegalStateException("no corpus of '" + name + "'", e);
        }
    }
}
