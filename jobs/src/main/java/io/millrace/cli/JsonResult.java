package io.millrace.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.millrace.config.ConfigWriter;
import io.millrace.learn.LearnerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The result of a run for a script to read. Numbers that are not finite become null, at any depth.
 */
final class JsonResult {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();

    /**
     * Makes sure, before the work, that its result can be written.
     *
     * @param file null for none
     * @throws CommandException if there is no folder for it
     */
    static void requireWritable(@Nullable Path file) {
        requireWritable("--json", file);
    }

    /** Likewise of a file that another option names. */
    static void requireWritable(String option, @Nullable Path file) {
        if (file == null) {
            return;
        }
        Path folder = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file) || folder == null || !Files.isDirectory(folder)) {
            throw CommandException.usage(option + ": '" + file + "' cannot be written");
        }
    }

    JsonResult put(String name, Object value) {
        fields.put(name, finite(value));
        return this;
    }

    JsonResult putAll(Map<String, Object> values) {
        values.forEach(this::put);
        return this;
    }

    private static @Nullable Object finite(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, @Nullable Object> finite = new LinkedHashMap<>();
            map.forEach((key, held) -> finite.put(key, finite(held)));
            return finite;
        } else if (value instanceof List<?> list) {
            List<@Nullable Object> finite = new ArrayList<>();
            list.forEach(held -> finite.add(finite(held)));
            return finite;
        }
        return value instanceof Double number && !Double.isFinite(number) ? null : value;
    }

    /** The whole configuration that was in force. */
    JsonResult putConfig(LearnerConfig config) throws IOException {
        fields.put("config", new YAMLMapper().readValue(ConfigWriter.toYaml(config), Map.class));
        return this;
    }

    void write(Path file) throws IOException {
        Files.write(
                file,
                (JSON.writeValueAsString(fields) + "\n")
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
