package io.millrace.cli;

import io.millrace.config.ConfigLoader;
import io.millrace.config.LearnerDraft;
import io.millrace.data.Adopt;
import io.millrace.data.LearningEvent;
import io.millrace.data.Schema;
import io.millrace.data.Target;
import io.millrace.format.CorruptBytesException;
import io.millrace.format.CsvFile;
import io.millrace.format.ModelFormat;
import io.millrace.format.SchemaHints;
import io.millrace.format.SchemaInference;
import io.millrace.learn.LearnerConfig;
import io.millrace.model.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what is to be learned from a file, and how. */
final class LearnerOptions {

    private static final String MODEL_INITIAL = "model.initial: ";
    private static final String HIDDEN = "model.hidden";
    private static final String INIT = "model.init";

    @Option(
            names = "--label",
            paramLabel = "COLUMN",
            description = "The column to predict; unless the configuration names it.")
    private @Nullable String label;

    @Option(
            names = "--exclude",
            paramLabel = "COLUMN",
            description = "A column that is no feature; may be repeated.")
    private List<String> exclude = new ArrayList<>();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            converter = ConfigText.Converter.class,
            description = "YAML with the learner's settings; all else is inferred or default.")
    private @Nullable ConfigText config;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Sets one key of the configuration; may be repeated.")
    private List<String> overrides = new ArrayList<>();

    LearnerOptions() {}

    /** What another command's options say. */
    LearnerOptions(
            @Nullable String label,
            List<String> exclude,
            @Nullable ConfigText config,
            List<String> overrides) {
        this.label = label;
        this.exclude.addAll(exclude);
        this.config = config;
        this.overrides.addAll(overrides);
    }

    /**
     * Assumes what the person did not say.
     *
     * @param labelColumn the label, with the columns that are then no features
     * @param settings {@code key=value}, each unless set otherwise
     */
    void assume(String labelColumn, List<String> excluded, List<String> settings) {
        if (label == null) {
            label = labelColumn;
            exclude.addAll(excluded);
        }
        // Of two settings of a key the later one counts.
        overrides.addAll(0, settings);
    }

    /** The keys that {@code --set} gives; of a section that it gives as a whole, that. */
    Set<String> keysSet() {
        return overrides.stream()
                .map(setting -> ConfigLoader.keyOf(setting).replaceFirst("\\[.*", ""))
                .collect(Collectors.toSet());
    }

    /**
     * The same learner with other settings for some keys.
     *
     * @param reset keys that then stand at their defaults, unless {@code --set} gives them
     * @throws io.millrace.config.ConfigException if they do not fit together
     */
    LearnerConfig vary(Schema schema, Set<String> reset, Map<String, String> settings) {
        List<String> all = new ArrayList<>();
        reset.forEach(key -> all.add(key + "="));
        if (settings.containsKey(HIDDEN)) {
            // What suits the layers of the configuration need not suit these.
            all.add(INIT + "=");
        }
        all.addAll(overrides);
        settings.forEach((key, value) -> all.add(key + "=" + value));
        return ConfigText.draft(config, all).complete(schema);
    }

    /**
     * What is to be learned.
     *
     * @param initialModel a model file to go on from, if one is configured
     * @param model what is in that file
     */
    record Choice(LearnerConfig learner, Optional<String> initialModel, Optional<Model> model) {

        /**
         * The event that brings the initial model in, or brings nothing.
         *
         * @throws CommandException if the model is not one of this learner
         */
        Adopt initial() {
            try {
                return model.map(m -> m.adopt(LearningEvent.ONE_MODEL, learner))
                        .orElseGet(() -> new Adopt(LearningEvent.ONE_MODEL, List.of()));
            } catch (IllegalArgumentException e) {
                throw CommandException.usage(
                        MODEL_INITIAL + initialModel.orElseThrow() + ": " + e.getMessage());
            }
        }
    }

    /**
     * The learner for a file, with the schema as far as given, the rest as the file shows it.
     *
     * @param say takes the description of what was inferred
     * @throws CommandException if what was given does not fit the file
     * @throws io.millrace.config.ConfigException if the configuration is wrong
     */
    Choice choose(StreamFile file, Consumer<String> say) throws IOException {
        LearnerDraft draft = ConfigText.draft(config, overrides);
        Optional<Model> model = draft.initialModel().map(LearnerOptions::read);
        Optional<Schema> given = draft.schema();
        Schema schema = given.isPresent() ? agreed(given.get()) : infer(draft, file, say);
        if (schema.keyField().isPresent()) {
            throw CommandException.usage(
                    "a file is learned by one model: leave schema.key out ('"
                            + schema.keyField().get()
                            + "')");
        }
        return new Choice(draft.complete(schema), draft.initialModel(), model);
    }

    private static Model read(String file) {
        try {
            return ModelFormat.read(Files.readAllBytes(Path.of(file)));
        } catch (NoSuchFileException e) {
            throw CommandException.usage(MODEL_INITIAL + "there is no file " + file);
        } catch (CorruptBytesException e) {
            throw CommandException.usage(
                    MODEL_INITIAL + file + " is no Millrace model: " + e.getMessage());
        } catch (IOException e) {
            throw CommandException.usage(
                    MODEL_INITIAL + file + " cannot be read: " + e.getMessage());
        }
    }

    private Schema agreed(Schema schema) {
        String configured = schema.target().name();
        if (label != null && !label.equals(configured)) {
            throw CommandException.usage(
                    String.format(
                            "--label is '%s', but the configuration declares the label '%s'",
                            label, configured));
        }
        return schema;
    }

    private Schema infer(LearnerDraft draft, StreamFile file, Consumer<String> say)
            throws IOException {
        try (CsvFile rows = file.open()) {
            SchemaHints hints = hints(draft);
            requireColumns(rows.columns());
            ColumnNames.requireApart(hints.label(), exclude);
            SchemaInference.Result result = SchemaInference.infer(rows, hints);
            say.accept(result.description());
            return result.schema();
        } catch (IllegalArgumentException e) {
            throw CommandException.usage(e);
        }
    }

    private void requireColumns(List<String> columns) {
        if (label != null) {
            ColumnNames.require("--label", label, columns);
        }
        exclude.forEach(column -> ColumnNames.require("--exclude", column, columns));
    }

    private SchemaHints hints(LearnerDraft draft) {
        Optional<Target> target = draft.target();
        String column =
                Optional.ofNullable(label)
                        .or(() -> target.map(Target::name))
                        .orElseThrow(
                                () ->
                                        CommandException.usage(
                                                "say which column to predict: --label COLUMN"));
        boolean regression = target.filter(Target.Regression.class::isInstance).isPresent();
        List<String> classes =
                target.filter(Target.Classification.class::isInstance)
                        .map(t -> ((Target.Classification) t).classes())
                        .orElse(List.of());
        Set<String> excluded = new LinkedHashSet<>(exclude);
        return new SchemaHints(
                column,
                excluded,
                draft.features().orElse(List.of()),
                target.map(
                        t ->
                                regression
                                        ? SchemaHints.Task.REGRESSION
                                        : SchemaHints.Task.CLASSIFICATION),
                classes,
                draft.idField(),
                draft.keyField(),
                draft.timeField(),
                draft.weightField());
    }
}
