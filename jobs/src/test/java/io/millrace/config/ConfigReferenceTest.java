package io.millrace.config;

import static io.millrace.config.Yaml.JOB;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigReferenceTest {

    @ParameterizedTest
    @ValueSource(strings = {ConfigReference.PAGE, ConfigReference.SCHEMA})
    void theFilesInDocsAreThoseOfTheCode(String name) throws IOException {
        Path made = Path.of("target", "reference");
        ConfigReference.main(new String[] {made.toString()});
        Path kept = ExamplesTest.DOCS.resolve(name);
        assertThat(Files.exists(kept) ? Files.readString(kept) : "")
                .withFailMessage(
                        "docs/%1$s is stale. To renew it: cp jobs/target/reference/%1$s docs/",
                        name)
                .isEqualTo(Files.readString(made.resolve(name)));
    }

    @Test
    void everyKeyIsOnThePageWithAParagraph() {
        String page = ConfigReference.page();
        for (Section section : Sections.ALL) {
            for (Option<JobConfig, ?> option : section.fields().options()) {
                assertThat(page).contains("`" + option.path() + "`");
                assertThat(option.doc()).hasSizeGreaterThan(10).endsWith(".");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.millrace.config.ExamplesTest#examples")
    void theJsonSchemaTakesTheExamples(Path example) throws IOException {
        assertThat(violations(Files.readString(example))).isEmpty();
    }

    @Test
    void theJsonSchemaTakesWhatIsWrittenOut() throws IOException {
        for (int seed = 0; seed < 50; seed++) {
            String yaml = ConfigWriter.toYaml(new RoundTripTest.Draw(seed).job());
            assertThat(violations(yaml)).as(yaml).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "train: {batch-size: \"${BATCH}\", l2: 1}",
                "model: {hidden: [8, \"${WIDTH}\"]}",
                "sinks: {models: none, metrics: \"${TOPIC}\"}",
                "source: {bootstrap-servers: b, topic: t, properties: {linger.ms: 5}}",
                "evaluate: {lateness: 5 min}",
                "clean: {clip: 0}",
                "model: auto",
                "model: {type: auto, budget: 50}"
            })
    void theJsonSchemaTakesWhatTheLoaderTakes(String more) throws IOException {
        assertThat(violations(with(more))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "trian: {}",
                "train: {batchsize: 1}",
                "train: {batch-size: 0}",
                "train: {batch-size: 1.5}",
                "train: {batch-size: many}",
                "optimizer: {type: ADAM}",
                "optimizer: {learning-rate: 0}",
                "optimizer: {bias-correction: 1}",
                "clean: {clip: 0.5}",
                "evaluate: {lateness: 10}",
                "model: best",
                "model: [auto]",
                "model: {hidden: 64}",
                "model: {hidden: [0]}",
                "source: {topic: t}",
                "source: {bootstrap-servers: b, topic: a/b}",
                "sinks: {properties: [a]}",
                "schema: {features: [], label: {name: y, type: number}}",
                "schema: {features: [{name: x}], label: {name: y, type: number}}",
                "schema: {features: [{name: x, type: categorical}], label: {name: y, type: number}}",
                "schema: {features: [{name: x, type: numeric, buckets: 1}], label: {name: y, type: number}}",
                "schema: {features: [{name: x, type: numeric}], label: {name: y, type: classes}}",
                "schema: {features: [{name: x, type: numeric}], label: {name: y, type: number, classes: [a, b]}}"
            })
    void theJsonSchemaRefusesWhatTheLoaderRefuses(String more) throws IOException {
        assertThat(Yaml.mistakes(with(more))).isNotEmpty();
        assertThat(violations(with(more))).isNotEmpty();
    }

    /** The job, with a section in place of its own. */
    private static String with(String section) {
        String key = section.substring(0, section.indexOf(':'));
        return JOB.replaceAll("(?m)^" + key + ":.*\n(  .*\n)*", "") + section + "\n";
    }

    private static List<String> violations(String yaml) throws IOException {
        JsonSchema schema =
                JsonSchemaFactory.getInstance(VersionFlag.V202012)
                        .getSchema(ConfigReference.jsonSchema(), InputFormat.JSON);
        return schema.validate(yaml, InputFormat.YAML).stream().map(Object::toString).toList();
    }
}
