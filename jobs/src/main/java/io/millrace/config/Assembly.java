package io.millrace.config;

import io.millrace.data.Schema;
import io.millrace.format.FormatConfig;
import io.millrace.learn.LearnerConfig;
import io.millrace.learn.admit.AdmitConfig;
import io.millrace.learn.clean.CleanConfig;
import io.millrace.learn.evaluate.EvaluateConfig;
import io.millrace.learn.model.ModelConfig;
import io.millrace.learn.normalize.NormalizeConfig;
import io.millrace.learn.optimize.OptimizerConfig;
import io.millrace.learn.rebalance.RebalanceConfig;
import io.millrace.learn.schedule.ScheduleConfig;
import io.millrace.learn.train.TrainConfig;

/** Puts values that were read and checked into the records. */
final class Assembly {

    private Assembly() {}

    static JobConfig job(Values<JobConfig> v) {
        return new JobConfig(
                v.get(JobOptions.NAME),
                source(v),
                learner(v, schema(v)),
                v.get(TrainOptions.INITIAL),
                sinks(v),
                runtime(v));
    }

    private static SourceConfig source(Values<JobConfig> v) {
        return new SourceConfig(
                v.get(JobOptions.BOOTSTRAP_SERVERS),
                v.get(JobOptions.TOPIC),
                v.get(JobOptions.GROUP_ID),
                v.get(JobOptions.START),
                new FormatConfig(
                        v.get(JobOptions.FORMAT),
                        v.get(JobOptions.DELIMITER),
                        v.get(JobOptions.MAX_BYTES)),
                v.get(JobOptions.SOURCE_PROPERTIES));
    }

    private static SinksConfig sinks(Values<JobConfig> v) {
        return new SinksConfig(
                v.get(JobOptions.METRICS),
                v.get(JobOptions.PREDICTIONS),
                v.get(JobOptions.DEAD_LETTERS),
                v.get(JobOptions.MODELS),
                v.get(JobOptions.GUARANTEE),
                v.get(JobOptions.TRANSACTION_TIMEOUT),
                v.get(JobOptions.SINK_PROPERTIES));
    }

    private static RuntimeConfig runtime(Values<JobConfig> v) {
        return new RuntimeConfig(
                v.get(JobOptions.PARALLELISM),
                v.get(JobOptions.MAX_PARALLELISM),
                v.get(JobOptions.CHECKPOINT_INTERVAL),
                v.get(JobOptions.CHECKPOINT_TIMEOUT),
                v.get(JobOptions.CHECKPOINT_DIRECTORY),
                v.get(JobOptions.BACKEND),
                v.get(JobOptions.FLINK));
    }

    static Schema schema(Values<JobConfig> v) {
        return new Schema(
                v.get(SchemaOptions.FEATURES),
                v.get(SchemaOptions.LABEL),
                v.get(SchemaOptions.ID).orElse(null),
                v.get(SchemaOptions.KEY).orElse(null),
                v.get(SchemaOptions.EVENT_TIME).orElse(null),
                v.get(SchemaOptions.WEIGHT).orElse(null));
    }

    static LearnerConfig learner(Values<JobConfig> v, Schema schema) {
        return new LearnerConfig(
                schema,
                new AdmitConfig(v.get(StageOptions.PUBLISH_EVERY)),
                new CleanConfig(
                        v.get(StageOptions.MISSING),
                        v.get(StageOptions.CONSTANT),
                        v.get(StageOptions.CLIP)),
                new NormalizeConfig(
                        v.get(StageOptions.NORMALIZE_METHOD),
                        v.get(StageOptions.NORMALIZE_HALF_LIFE),
                        v.get(StageOptions.BOUND),
                        v.get(StageOptions.NORMALIZE_TARGET)),
                new RebalanceConfig(
                        v.get(StageOptions.REBALANCE_METHOD),
                        v.get(StageOptions.REBALANCE_HALF_LIFE),
                        v.get(StageOptions.STRENGTH),
                        v.get(StageOptions.CAP),
                        v.get(StageOptions.CALIBRATE),
                        v.get(StageOptions.AUGMENT),
                        v.get(StageOptions.NOISE),
                        v.get(StageOptions.REBALANCE_SEED)),
                train(v),
                new EvaluateConfig(
                        v.get(StageOptions.WINDOW),
                        v.get(StageOptions.TIME_WINDOW).toMillis(),
                        v.get(StageOptions.LATENESS).toMillis(),
                        v.get(StageOptions.FADING)));
    }

    private static TrainConfig train(Values<JobConfig> v) {
        return new TrainConfig(
                new ModelConfig(
                        v.get(TrainOptions.HIDDEN),
                        v.get(TrainOptions.ACTIVATION),
                        init(v),
                        v.get(TrainOptions.SCALE),
                        v.get(TrainOptions.MODEL_SEED)),
                new OptimizerConfig(
                        v.get(TrainOptions.OPTIMIZER),
                        v.get(TrainOptions.LEARNING_RATE),
                        v.get(TrainOptions.MOMENTUM),
                        v.get(TrainOptions.BETA1),
                        v.get(TrainOptions.BETA2),
                        v.get(TrainOptions.EPSILON),
                        v.get(TrainOptions.BIAS_CORRECTION)),
                new ScheduleConfig(
                        v.get(TrainOptions.SCHEDULE),
                        v.get(TrainOptions.DECAY),
                        v.get(TrainOptions.EVERY),
                        v.get(TrainOptions.WARM_UP)),
                v.get(TrainOptions.BATCH_SIZE),
                v.get(TrainOptions.EPOCHS),
                v.get(TrainOptions.L2),
                v.get(TrainOptions.CLIP_NORM),
                v.get(TrainOptions.CLIP_VALUE),
                v.get(TrainOptions.COMPUTE));
    }

    /** What was given, or else what suits the hidden layers. */
    static ModelConfig.Init init(Values<JobConfig> v) {
        boolean deep = !v.get(TrainOptions.HIDDEN).isEmpty();
        return deep && !v.given(TrainOptions.INIT)
                ? ModelConfig.mlp().init()
                : v.get(TrainOptions.INIT);
    }
}
