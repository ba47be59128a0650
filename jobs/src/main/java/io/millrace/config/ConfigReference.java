package io.millrace.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes the reference page and the JSON Schema of the configuration from its keys. */
public final class ConfigReference {

    /** The page for people. */
    static final String PAGE = "configuration.md";

    /** The schema for editors. */
    static final String SCHEMA = "millrace.schema.json";

    private static final String INTRODUCTION =
            """
            <!-- Made from the code by io.millrace.config.ConfigReference: change the options there. -->

            # Configuration

            A job is one YAML file. Small ones with comments are in [examples](examples); editors check
            and complete a file that begins with

            ```yaml
            # yaml-language-server: $schema=millrace.schema.json
            ```

            - **Overrides.** `--set train.batch-size=32` replaces one key, `--set model.hidden=[64,32]` a
              list, `--set schema.features[0].name=x` an entry of a list, and
              `--set source.properties.security.protocol=SSL` a property. The last of two wins.
            - **Environment.** `${NAME}` in a value is the environment variable of that name; `$${` stands
              for `${`.
            - **Secrets** are given to Kafka by reference: `${file:/run/secrets/kafka:password}` is the key
              `password` of a properties file, `${NAME}` or `${env:NAME}` a variable. In `source.properties`
              and `sinks.properties` both stay references, in the job and in its savepoints, until a client
              connects: file or variable must be there for the JobManager and every TaskManager, and where
              the job is submitted. See [security](security.md).
            - **Durations** are written as in Flink: `500 ms`, `10 s`, `5 min`, `1 h`, `1 d`.
            - **Mistakes** are told all at once, with line and column, and with what is allowed.
            - Values of `properties` and `flink` are printed only where the key is known to be harmless; what
              an environment variable holds is never quoted in a message. `flink` has no late references: what
              stands there becomes part of the job.
            - Keys may be left empty, which is the same as leaving them out. YAML's aliases and tags are not
              supported.
            """;

    private ConfigReference() {}

    /** Writes both files into the folder that the one argument names. */
    public static void main(String[] args) throws IOException {
        Path folder = Files.createDirectories(Path.of(args[0]));
        Files.writeString(folder.resolve(PAGE), page());
        Files.writeString(folder.resolve(SCHEMA), jsonSchema());
    }

    static String page() {
        StringBuilder page = new StringBuilder(INTRODUCTION);
        JobConfig defaults = Sections.defaults("<name>");
        for (Section section : Sections.ALL) {
            String title = section.key().isEmpty() ? "The job" : section.key();
            page.append("\n## ").append(title).append("\n\n").append(section.doc()).append("\n\n");
            table(page, section.fields(), defaults);
            if (section == SchemaOptions.SCHEMA) {
                page.append("\n### Each of schema.features\n\n");
                table(page, FeatureType.FIELDS, FeatureType.NONE);
                page.append("\n### schema.label\n\n");
                table(page, TargetType.FIELDS, TargetType.NONE);
            }
        }
        return page.toString();
    }

    private static <C> void table(StringBuilder page, Fields<C> fields, C defaults) {
        page.append("| Key | Must be | Default | |\n|---|---|---|---|\n");
        for (Option<C, ?> option : fields.options()) {
            page.append("| `").append(option.path()).append("` | ");
            page.append(cell(option.type().allowed())).append(" | ");
            page.append(cell(defaultOf(option, defaults))).append(" | ");
            page.append(cell(option.doc())).append(" |\n");
        }
    }

    private static <C> String defaultOf(Option<C, ?> option, C defaults) {
        if (option.required()) {
            return "**required**";
        } else if (option.defaultText().isPresent()) {
            return option.defaultText().get();
        }
        Object written = option.writtenIn(defaults);
        return written == null ? "none" : "`" + written + "`";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }

    static String jsonSchema() throws JsonProcessingException {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (Section section : Sections.ALL) {
            if (section.key().isEmpty()) {
                properties.putAll(section.fields().jsonSchemas());
            } else {
                properties.put(section.key(), jsonSchema(section));
            }
        }
        Map<String, Object> schema =
                Types.schema(
                        "$schema",
                        "https://json-schema.org/draft/2020-12/schema",
                        "title",
                        "A Millrace job",
                        "type",
                        "object",
                        "additionalProperties",
                        false,
                        "properties",
                        properties,
                        "required",
                        required(),
                        "$defs",
                        Map.of(
                                "environment",
                                Types.schema("type", "string", "pattern", Environment.REFERENCE)));
        return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(schema)
                + "\n";
    }

    /** Of the model there is a short form, its type alone. */
    private static Map<String, Object> jsonSchema(Section section) {
        Map<String, Object> whole = section.fields().jsonSchema(section.doc());
        return section == TrainOptions.MODEL
                ? Types.schema("anyOf", List.of(TrainOptions.TYPE.type().jsonSchema(), whole))
                : whole;
    }

    private static List<String> required() {
        return Sections.ALL.stream()
                .flatMap(section -> section.fields().options().stream())
                .filter(Option::required)
                .map(option -> option.section().isEmpty() ? option.key() : option.section())
                .distinct()
                .toList();
    }
}
