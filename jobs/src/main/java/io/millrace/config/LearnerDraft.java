package io.millrace.config;

import io.millrace.data.Feature;
import io.millrace.data.Schema;
import io.millrace.data.Target;
import io.millrace.learn.LearnerConfig;
import java.util.List;
import java.util.Optional;

/** A learner whose schema may still be missing, in part or whole. */
public final class LearnerDraft {

    private final Values<JobConfig> values;

    LearnerDraft(Values<JobConfig> values) {
        this.values = values;
    }

    /** The declared features, if any are. */
    public Optional<List<Feature>> features() {
        return ifGiven(SchemaOptions.FEATURES);
    }

    /** The declared label, if there is one. */
    public Optional<Target> target() {
        return ifGiven(SchemaOptions.LABEL);
    }

    public Optional<String> idField() {
        return values.get(SchemaOptions.ID);
    }

    public Optional<String> keyField() {
        return values.get(SchemaOptions.KEY);
    }

    public Optional<String> timeField() {
        return values.get(SchemaOptions.EVENT_TIME);
    }

    public Optional<String> weightField() {
        return values.get(SchemaOptions.WEIGHT);
    }

    /** The whole schema, if features and label are declared. */
    public Optional<Schema> schema() {
        return features().isPresent() && target().isPresent()
                ? Optional.of(new Assembly(values, new Mistakes()).schema())
                : Optional.empty();
    }

    /** A model file to start from, if one is named. */
    public Optional<String> initialModel() {
        return values.get(TrainOptions.INITIAL);
    }

    /**
     * The learner for a schema.
     *
     * @throws ConfigException if what was configured does not fit the schema
     */
    public LearnerConfig complete(Schema schema) {
        Values<JobConfig> whole = values.copy();
        whole.set(SchemaOptions.FEATURES, schema.features());
        whole.set(SchemaOptions.LABEL, schema.target());
        whole.set(SchemaOptions.ID, schema.idField());
        whole.set(SchemaOptions.KEY, schema.keyField());
        whole.set(SchemaOptions.EVENT_TIME, schema.timeField());
        whole.set(SchemaOptions.WEIGHT, schema.weightField());
        Mistakes mistakes = new Mistakes();
        new CrossChecks(whole, mistakes).learner();
        LearnerConfig learner = new Assembly(whole, mistakes).learner(schema);
        mistakes.throwIfAny();
        return learner;
    }

    private <T> Optional<T> ifGiven(Option<JobConfig, T> option) {
        return values.given(option) ? Optional.of(values.get(option)) : Optional.empty();
    }
}
