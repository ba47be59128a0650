package io.millrace.config;

import static io.millrace.config.Option.option;
import static io.millrace.config.Option.required;
import static io.millrace.config.Types.optional;
import static io.millrace.config.Types.text;

import io.millrace.data.Feature;
import io.millrace.data.Target;
import java.util.List;
import java.util.Optional;

/** The keys of the data contract. */
final class SchemaOptions {

    private static final int MOST_FEATURES = 100_000;

    private SchemaOptions() {}

    static final Option<JobConfig, List<Feature>> FEATURES =
            required(
                    "schema.features",
                    new ListType<>(new FeatureType(), 1, MOST_FEATURES, Feature::name),
                    job -> job.learner().schema().features(),
                    "The columns to learn from. Their order is that of the fields in CSV"
                            + " lines and JSON arrays.");
    static final Option<JobConfig, Target> LABEL =
            required(
                    "schema.label",
                    new TargetType(),
                    job -> job.learner().schema().target(),
                    "The column to predict.");
    static final Option<JobConfig, Optional<String>> ID =
            option(
                    "schema.id",
                    optional(text()),
                    job -> job.learner().schema().idField(),
                    "The field with the sample's id. Random choices are made by it, so that a sample"
                            + " fares alike in every run.");
    static final Option<JobConfig, Optional<String>> KEY =
            option(
                    "schema.key",
                    optional(text()),
                    job -> job.learner().schema().keyField(),
                    "The field with the model's key: one model a key. Without it there is one"
                            + " model.");
    static final Option<JobConfig, Optional<String>> EVENT_TIME =
            option(
                    "schema.event-time",
                    optional(text()),
                    job -> job.learner().schema().timeField(),
                    "The field with the event time: epoch milliseconds or ISO 8601.");
    static final Option<JobConfig, Optional<String>> WEIGHT =
            option(
                    "schema.weight",
                    optional(text()),
                    job -> job.learner().schema().weightField(),
                    "The field with the sample's weight in learning, 0 or more. Metrics are never"
                            + " weighted.");

    static final Section SCHEMA =
            Section.of(
                    "schema",
                    "What a sample holds: see the [data contract](data-contract.md). A record that breaks"
                            + " it becomes a dead letter.",
                    FEATURES,
                    LABEL,
                    ID,
                    KEY,
                    EVENT_TIME,
                    WEIGHT);
}
