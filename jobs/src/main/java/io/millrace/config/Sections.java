package io.millrace.config;

import io.millrace.data.Feature;
import io.millrace.data.Schema;
import io.millrace.data.Target;
import io.millrace.learn.LearnerConfig;
import java.util.List;
import java.util.stream.Stream;

/** All keys of the file, in its order. */
final class Sections {

    /** What is learned. */
    static final List<Section> LEARNER =
            List.of(
                    SchemaOptions.SCHEMA,
                    StageOptions.ADMIT,
                    StageOptions.CLEAN,
                    StageOptions.HISTORY,
                    StageOptions.NORMALIZE,
                    StageOptions.REBALANCE,
                    TrainOptions.MODEL,
                    TrainOptions.TRAIN,
                    OptimizerOptions.OPTIMIZER,
                    OptimizerOptions.SCHEDULE,
                    DriftOptions.DRIFT,
                    StageOptions.EVALUATE,
                    StageOptions.PUBLISH);

    /** The whole job. */
    static final List<Section> ALL =
            Stream.of(
                            List.of(JobOptions.JOB, JobOptions.SOURCE),
                            LEARNER,
                            List.of(JobOptions.SINKS, JobOptions.RUNTIME))
                    .flatMap(List::stream)
                    .toList();

    /** What may stand at the top of the file. */
    static final List<String> TOP =
            ALL.stream()
                    .flatMap(
                            section ->
                                    section.key().isEmpty()
                                            ? section.fields().keys().stream()
                                            : Stream.of(section.key()))
                    .toList();

    /** Stands for a schema that is not known. */
    static final Schema PLACEHOLDER =
            new Schema(List.of(new Feature.Numeric("x")), new Target.Regression("y"));

    private Sections() {}

    /** A job at the defaults of all records; what has no default holds a placeholder. */
    static JobConfig defaults(String name) {
        return JobConfig.defaults(name, "", LearnerConfig.defaults(PLACEHOLDER));
    }
}
