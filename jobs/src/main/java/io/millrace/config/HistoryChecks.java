package io.millrace.config;

import io.millrace.data.Schema;
import io.millrace.learn.history.HistoryConfig;
import java.util.List;
import java.util.function.BiConsumer;

/** What the inputs of the past must hold together with the schema. */
final class HistoryChecks {

    private static final String HISTORY = StageOptions.HISTORY.key();

    private final Values<JobConfig> values;
    private final Mistakes mistakes;

    HistoryChecks(Values<JobConfig> values, Mistakes mistakes) {
        this.values = values;
        this.mistakes = mistakes;
    }

    /** With a schema that is known. */
    void run() {
        Schema schema = new Assembly(values, mistakes).schema();
        if (mistakes.concern(SchemaOptions.SCHEMA.key()) || mistakes.concern(HISTORY)) {
            return;
        }
        each(StageOptions.LAGGED, schema, HistoryConfig::requireLagged);
        each(StageOptions.MEANS_BY, schema, HistoryConfig::requireBy);
        needs(StageOptions.LAGGED, StageOptions.LAGS);
        needs(StageOptions.MEANS_BY, StageOptions.MEANS);
        if (!mistakes.concern(HISTORY)) {
            whole(schema);
        }
    }

    private void each(
            Option<JobConfig, List<String>> option,
            Schema schema,
            BiConsumer<Schema, String> require) {
        List<String> names = values.get(option);
        for (int i = 0; i < names.size(); i++) {
            try {
                require.accept(schema, names.get(i));
            } catch (IllegalArgumentException refused) {
                String place = option.path() + "[" + i + "]";
                mistakes.add(values.at(option), place, String.valueOf(refused.getMessage()));
            }
        }
    }

    private void needs(Option<JobConfig, List<String>> option, Option<JobConfig, ?> other) {
        boolean alone = !values.get(option).isEmpty() && ((List<?>) values.get(other)).isEmpty();
        if (alone && !mistakes.concern(option.path())) {
            mistakes.add(values.at(option), option.path(), "needs " + other.path());
        }
    }

    /** That names are its own, and how much is kept. */
    private void whole(Schema schema) {
        try {
            Assembly.history(values).widen(schema);
        } catch (IllegalArgumentException refused) {
            mistakes.add(
                    values.at(StageOptions.HISTORY), HISTORY, String.valueOf(refused.getMessage()));
        }
    }
}
