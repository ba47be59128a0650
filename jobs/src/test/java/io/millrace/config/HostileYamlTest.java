package io.millrace.config;

import static io.millrace.config.Yaml.JOB;
import static io.millrace.config.Yaml.mistakes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No file does worse than to be refused. */
class HostileYamlTest {

    private static void refused(String yaml, String reason) {
        assertThat(mistakes(yaml)).first().extracting(Mistake::message).asString().contains(reason);
    }

    @Test
    void aliasesCannotMultiply() {
        refused("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "aliases are not supported");
        refused("a: &a [*a]\n", "aliases are not supported");
        refused("<<: &x {name: y}\nname: *x\n", "aliases are not supported");
    }

    @Test
    void nestingEnds() {
        refused("a: " + "[".repeat(100_000), "nested deeper");
        refused("{a: ".repeat(100_000), "nested deeper");
        refused("- ".repeat(10_000), "nested deeper");
        refused("? ".repeat(10_000), "nested deeper");
    }

    @Test
    void nothingIsConstructedFromTags() {
        refused("name: !!javax.script.ScriptEngineManager [x]\n", "tags are not supported");
        refused("name: !!int 3\n", "tags are not supported");
        refused("!!map {}\n", "tags are not supported");
    }

    @Test
    void whatIsNoYamlHasAPlace() {
        assertThat(mistakes("name: x\n\ttopic: y\n"))
                .first()
                .extracting(Mistake::line)
                .isEqualTo(2);
        refused("name: [a, b\n", "is not YAML");
        refused("name: \"a\n", "is not YAML");
        refused("name: x: y\n", "is not YAML");
        refused("name: \"\\u", "is not YAML");
        refused("name: \"\\u12", "is not YAML");
        refused("name: \"\\UFFFFFFFF\"\n", "is not YAML");
        refused("%YAML 9.9\n---\nname: x\n", "is not YAML");
        refused("name: \u0000\u0001\n", "is not YAML");
        refused("- a\n- b\n", "must be keys and values");
        refused("just words", "must be keys and values");
        refused("name: a\n---\nname: b\n", "a second document");
        refused("{[a, b]: c}\n", "a key must be one word");
    }

    @Test
    void aLongLineIsReadInOneGo() {
        assertThat(mistakes(JOB + "train: {l2: " + "1".repeat(900_000) + "x}"))
                .singleElement()
                .satisfies(m -> assertThat(m.toString()).hasSizeLessThan(300));
        assertThat(mistakes(JOB + "x".repeat(900_000) + ": 1")).isNotEmpty();
        assertThat(mistakes(JOB, "name=${" + "A".repeat(900_000) + "}"))
                .singleElement()
                .satisfies(m -> assertThat(m.toString()).hasSizeLessThan(1000));
    }

    @Test
    void thousandsOfMistakesAreCounted() {
        StringBuilder yaml = new StringBuilder(JOB);
        for (int i = 0; i < 50_000; i++) {
            yaml.append("key").append(i).append(": 1\n");
        }
        assertThatThrownBy(() -> Yaml.load(yaml.toString()))
                .isInstanceOf(ConfigException.class)
                .hasMessageEndingWith("... and 49900 more")
                .satisfies(e -> assertThat(((ConfigException) e).mistakes()).hasSize(100));
    }

    @Test
    void filesThatAreTooLargeOrNoTextAreNotParsed(@TempDir Path folder) throws IOException {
        Path large = Files.writeString(folder.resolve("large"), " ".repeat(10 << 20));
        Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, 0, 1});
        assertThatThrownBy(() -> ConfigLoader.load(large, List.of(), Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("is larger than 1024 KiB");
        assertThatThrownBy(() -> ConfigLoader.load(binary, List.of(), Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("is not UTF-8 text");
    }

    @Property(tries = 500)
    void anyTextIsLoadedOrRefused(@ForAll String text) {
        loadedOrRefused(text, List.of());
    }

    @Property(tries = 1000)
    void anyMixOfYamlIsLoadedOrRefused(@ForAll("tokens") List<String> tokens) {
        loadedOrRefused(JOB + String.join("", tokens), List.of());
    }

    @Property(tries = 1000)
    void anyOverrideIsTakenOrRefused(@ForAll("keys") String key, @ForAll("values") String value) {
        loadedOrRefused(JOB, List.of(key + "=" + value));
    }

    private static void loadedOrRefused(String yaml, List<String> overrides) {
        try {
            JobConfig job = ConfigLoader.parse(yaml, "f", overrides, Map.of());
            assertThat(job.name()).isNotEmpty();
        } catch (ConfigException refused) {
            assertThat(refused.mistakes()).isNotEmpty();
        }
    }

    @Provide
    Arbitrary<List<String>> tokens() {
        return Arbitraries.of(
                        "\n", "  ", "train:", "clean: ", "l2", "- ", ": ", ", ", "{", "}", "[", "]",
                        "\"", "'", "#", "&a ", "*a ", "!!x ", "? ", "| ", "> ", "%", "@", "---\n",
                        "...\n", "\t", "1", "${", "name")
                .list()
                .ofMaxSize(30);
    }

    @Provide
    Arbitrary<String> keys() {
        List<String> known =
                Sections.ALL.stream()
                        .flatMap(section -> section.fields().options().stream())
                        .map(Option::path)
                        .toList();
        return Arbitraries.oneOf(
                Arbitraries.of(known),
                Arbitraries.of(known).map(key -> key + ".x"),
                Arbitraries.of(known).map(key -> key + "[0]"),
                Arbitraries.strings().ofMaxLength(20));
    }

    @Provide
    Arbitrary<String> values() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        "",
                        "0",
                        "1",
                        "-1",
                        "2",
                        "0.5",
                        "1e30",
                        "1e-60",
                        "3.5e38",
                        "-0.0",
                        "true",
                        "none",
                        "null",
                        "[1]",
                        "[]",
                        "{}",
                        "[[",
                        "{a: [b]}",
                        "1 s",
                        "0 ms",
                        "[a, b]"),
                Arbitraries.longs().map(String::valueOf),
                Arbitraries.doubles().map(String::valueOf),
                Arbitraries.strings().ofMaxLength(20));
    }
}
