package io.millrace.cli;

import io.millrace.config.ConfigLoader;
import io.millrace.config.LearnerDraft;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;

/** A file that configures a learner, read once: a pipe would be empty the second time. */
final class ConfigText {

    private final Path file;
    private @Nullable String yaml;

    private ConfigText(Path file) {
        this.file = file;
    }

    /** From what a person types. */
    static final class Converter implements ITypeConverter<ConfigText> {
        @Override
        public ConfigText convert(String file) {
            return new ConfigText(Path.of(file));
        }
    }

    /**
     * What it says together with overrides.
     *
     * @param config null for the overrides alone
     * @throws io.millrace.config.ConfigException if it cannot be read, or is wrong
     */
    static LearnerDraft draft(@Nullable ConfigText config, List<String> overrides) {
        String yaml = config == null ? "" : config.yaml();
        String name = config == null ? "configuration" : config.file.toString();
        return ConfigLoader.parseLearner(yaml, name, overrides, System.getenv());
    }

    private String yaml() {
        if (yaml == null) {
            yaml = ConfigLoader.text(file);
        }
        return yaml;
    }
}
