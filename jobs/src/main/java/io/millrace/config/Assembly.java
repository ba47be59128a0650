package io.millrace.config;

import io.millrace.data.Schema;
import io.millrace.format.FormatConfig;
import io.millrace.learn.LearnerConfig;
import io.millrace.learn.admit.AdmitConfig;
import io.millrace.learn.clean.CleanConfig;
import io.millrace.learn.drift.DriftConfig;
import io.millrace.learn.evaluate.EvaluateConfig;
import io.millrace.learn.evaluate.ThresholdConfig;
import io.millrace.learn.history.HistoryConfig;
import io.millrace.learn.loss.LossConfig;
import io.millrace.learn.model.InputsConfig;
import io.millrace.learn.model.ModelConfig;
import io.millrace.learn.normalize.NormalizeConfig;
import io.millrace.learn.optimize.AggressiveConfig;
import io.millrace.learn.optimize.AverageConfig;
import io.millrace.learn.optimize.OptimizerConfig;
import io.millrace.learn.optimize.ProximalConfig;
import io.millrace.learn.rebalance.RebalanceConfig;
import io.millrace.learn.rebalance.SynthesisConfig;
import io.millrace.learn.schedule.ScheduleConfig;
import io.millrace.learn.select.SelectConfig;
import io.millrace.learn.train.RegularizeConfig;
import io.millrace.learn.train.TrainConfig;
import java.util.function.Supplier;

/**
 * Puts values that were read into the records. What a record's own constructor refuses becomes a
 * mistake too.
 */
final class Assembly {

    private final Values<JobConfig> values;
    private final Mistakes mistakes;
    private final JobConfig defaults = Sections.defaults("");

    Assembly(Values<JobConfig> values, Mistakes mistakes) {
        this.values = values;
        this.mistakes = mistakes;
    }

    /** The job; of no use if there are mistakes. */
    JobConfig job() {
        return new JobConfig(
                get(JobOptions.NAME),
                source(),
                learner(schema()),
                get(TrainOptions.INITIAL),
                sinks(),
                runtime());
    }

    private SourceConfig source() {
        return new SourceConfig(
                get(JobOptions.BOOTSTRAP_SERVERS),
                get(JobOptions.TOPIC),
                get(JobOptions.GROUP_ID),
                get(JobOptions.START),
                part(JobOptions.SOURCE, defaults.source().format(), this::format),
                get(JobOptions.SOURCE_PROPERTIES));
    }

    private FormatConfig format() {
        return new FormatConfig(
                get(JobOptions.FORMAT), get(JobOptions.DELIMITER), get(JobOptions.MAX_BYTES));
    }

    private SinksConfig sinks() {
        return new SinksConfig(
                get(JobOptions.METRICS),
                get(JobOptions.PREDICTIONS),
                get(JobOptions.DEAD_LETTERS),
                get(JobOptions.MODELS),
                get(JobOptions.GUARANTEE),
                get(JobOptions.TRANSACTION_TIMEOUT),
                get(JobOptions.LOST_TRANSACTIONS),
                get(JobOptions.SINK_PROPERTIES));
    }

    private RuntimeConfig runtime() {
        return new RuntimeConfig(
                get(JobOptions.PARALLELISM),
                get(JobOptions.MAX_PARALLELISM),
                get(JobOptions.CHECKPOINT_INTERVAL),
                get(JobOptions.CHECKPOINT_TIMEOUT),
                get(JobOptions.CHECKPOINT_DIRECTORY),
                get(JobOptions.BACKEND),
                get(JobOptions.FLINK));
    }

    /** The schema; a placeholder if there are mistakes. */
    Schema schema() {
        return part(
                SchemaOptions.SCHEMA,
                Sections.PLACEHOLDER,
                () ->
                        new Schema(
                                get(SchemaOptions.FEATURES),
                                get(SchemaOptions.LABEL),
                                get(SchemaOptions.ID).orElse(null),
                                get(SchemaOptions.KEY).orElse(null),
                                get(SchemaOptions.EVENT_TIME).orElse(null),
                                get(SchemaOptions.WEIGHT).orElse(null)));
    }

    /** The learner; of no use if there are mistakes. */
    LearnerConfig learner(Schema schema) {
        LearnerConfig usual = defaults.learner();
        return new LearnerConfig(
                schema,
                part(StageOptions.ADMIT, usual.admit(), this::admit),
                part(StageOptions.CLEAN, usual.clean(), this::clean),
                part(StageOptions.NORMALIZE, usual.normalize(), this::normalize),
                part(StageOptions.REBALANCE, usual.rebalance(), this::rebalance),
                train(usual.train()),
                part(StageOptions.EVALUATE, usual.evaluate(), this::evaluate),
                part(TrainOptions.MODEL, usual.select(), this::select),
                part(StageOptions.HISTORY, usual.history(), () -> history(values)));
    }

    private SelectConfig select() {
        return new SelectConfig(
                get(TrainOptions.TYPE),
                get(TrainOptions.BUDGET),
                get(TrainOptions.SHARE),
                get(TrainOptions.GENERATION));
    }

    private AdmitConfig admit() {
        return new AdmitConfig(get(StageOptions.PUBLISH_EVERY), get(StageOptions.DEDUPLICATE));
    }

    private CleanConfig clean() {
        return new CleanConfig(
                get(StageOptions.MISSING), get(StageOptions.CONSTANT), get(StageOptions.CLIP));
    }

    static HistoryConfig history(Values<JobConfig> values) {
        return new HistoryConfig(
                values.get(StageOptions.LAGS),
                values.get(StageOptions.LAGGED),
                values.get(StageOptions.MEANS),
                values.get(StageOptions.MEANS_BY));
    }

    private NormalizeConfig normalize() {
        return new NormalizeConfig(
                get(StageOptions.NORMALIZE_METHOD),
                get(StageOptions.NORMALIZE_HALF_LIFE),
                get(StageOptions.BOUND),
                get(StageOptions.NORMALIZE_TARGET));
    }

    private RebalanceConfig rebalance() {
        return new RebalanceConfig(
                get(StageOptions.REBALANCE_METHOD),
                get(StageOptions.REBALANCE_HALF_LIFE),
                get(StageOptions.STRENGTH),
                get(StageOptions.CAP),
                get(StageOptions.CALIBRATE),
                get(StageOptions.AUGMENT),
                get(StageOptions.NOISE),
                get(StageOptions.REBALANCE_SEED),
                new SynthesisConfig(
                        get(StageOptions.AUGMENT_BY),
                        get(StageOptions.AUGMENT_WINDOW),
                        get(StageOptions.NEIGHBOURS),
                        get(StageOptions.MIXUP),
                        get(StageOptions.MASKING)));
    }

    private EvaluateConfig evaluate() {
        return new EvaluateConfig(
                get(StageOptions.WINDOW),
                get(StageOptions.TIME_WINDOW).toMillis(),
                get(StageOptions.LATENESS).toMillis(),
                get(StageOptions.MAX_AHEAD).toMillis(),
                get(StageOptions.FADING),
                get(StageOptions.AT_PRECISION),
                new ThresholdConfig(
                        get(StageOptions.THRESHOLD),
                        get(StageOptions.THRESHOLD_HALF_LIFE),
                        get(StageOptions.FALSE_POSITIVE_COST),
                        get(StageOptions.FALSE_NEGATIVE_COST)));
    }

    private TrainConfig train(TrainConfig usual) {
        ModelConfig model = part(TrainOptions.MODEL, usual.model(), this::model);
        OptimizerConfig optimizer =
                part(OptimizerOptions.OPTIMIZER, usual.optimizer(), this::optimizer);
        ScheduleConfig schedule = part(OptimizerOptions.SCHEDULE, usual.schedule(), this::schedule);
        DriftConfig drift = part(DriftOptions.DRIFT, usual.drift(), this::drift);
        return part(
                TrainOptions.TRAIN,
                usual,
                () ->
                        new TrainConfig(
                                model,
                                optimizer,
                                schedule,
                                get(TrainOptions.BATCH_SIZE),
                                get(TrainOptions.EPOCHS),
                                get(TrainOptions.L2),
                                get(TrainOptions.CLIP_NORM),
                                get(TrainOptions.CLIP_VALUE),
                                get(TrainOptions.COMPUTE),
                                loss(),
                                regularize(),
                                drift));
    }

    private RegularizeConfig regularize() {
        return new RegularizeConfig(
                get(TrainOptions.L1), get(TrainOptions.MAX_NORM), get(TrainOptions.HOLD_OUT));
    }

    private LossConfig loss() {
        return new LossConfig(
                get(TrainOptions.LOSS),
                get(TrainOptions.HUBER_DELTA),
                get(TrainOptions.QUANTILE),
                get(TrainOptions.FOCAL_GAMMA),
                get(TrainOptions.LABEL_SMOOTHING));
    }

    private ModelConfig model() {
        return new ModelConfig(
                get(TrainOptions.HIDDEN),
                get(TrainOptions.ACTIVATION),
                init(values),
                get(TrainOptions.SCALE),
                get(TrainOptions.MODEL_SEED),
                get(TrainOptions.DROPOUT),
                get(TrainOptions.FACTORS),
                inputs(values));
    }

    private OptimizerConfig optimizer() {
        OptimizerConfig.Kind kind = get(OptimizerOptions.KIND);
        return new OptimizerConfig(
                kind,
                givenOr(OptimizerOptions.LEARNING_RATE, kind.usualRate()),
                get(OptimizerOptions.MOMENTUM),
                get(OptimizerOptions.NESTEROV),
                get(OptimizerOptions.BETA1),
                givenOr(OptimizerOptions.BETA2, kind.usualBeta2()),
                get(OptimizerOptions.EPSILON),
                get(OptimizerOptions.BIAS_CORRECTION),
                get(OptimizerOptions.AMSGRAD),
                get(OptimizerOptions.DECOUPLED),
                new ProximalConfig(
                        get(OptimizerOptions.FTRL_BETA),
                        get(OptimizerOptions.FTRL_L1),
                        get(OptimizerOptions.FTRL_L2)),
                new AggressiveConfig(
                        get(OptimizerOptions.AGGRESSIVENESS), get(OptimizerOptions.INSENSITIVITY)),
                new AverageConfig(
                        get(OptimizerOptions.AVERAGE),
                        get(OptimizerOptions.AVERAGE_AFTER),
                        get(OptimizerOptions.AVERAGE_HALF_LIFE)));
    }

    private ScheduleConfig schedule() {
        return new ScheduleConfig(
                get(OptimizerOptions.CURVE),
                get(OptimizerOptions.DECAY),
                get(OptimizerOptions.EVERY),
                get(OptimizerOptions.WARM_UP),
                get(OptimizerOptions.FLOOR),
                get(OptimizerOptions.POWER));
    }

    private DriftConfig drift() {
        return new DriftConfig(
                get(DriftOptions.DETECTOR),
                get(DriftOptions.CONFIDENCE),
                get(DriftOptions.NEWEST),
                get(DriftOptions.TOLERANCE),
                get(DriftOptions.THRESHOLD),
                get(DriftOptions.EVERY),
                get(DriftOptions.POLICY),
                get(DriftOptions.RAISE),
                get(DriftOptions.RAISE_STEPS));
    }

    static InputsConfig inputs(Values<JobConfig> values) {
        return new InputsConfig(
                values.get(TrainOptions.INTERACTIONS),
                values.get(TrainOptions.INTERACTION_BUCKETS),
                values.get(TrainOptions.FOURIER),
                values.get(TrainOptions.BANDWIDTH));
    }

    /** What was given, or else what suits the hidden layers. */
    static ModelConfig.Init init(Values<JobConfig> values) {
        boolean deep = !values.get(TrainOptions.HIDDEN).isEmpty();
        return deep && !values.given(TrainOptions.INIT)
                ? ModelConfig.mlp().init()
                : values.get(TrainOptions.INIT);
    }

    private <T> T get(Option<JobConfig, T> option) {
        return values.get(option);
    }

    private <T> T givenOr(Option<JobConfig, T> option, T usual) {
        return values.given(option) ? get(option) : usual;
    }

    private <T> T part(Section section, T usual, Supplier<T> build) {
        if (mistakes.concern(section.key())) {
            return usual;
        }
        try {
            return build.get();
        } catch (IllegalArgumentException refused) {
            mistakes.add(values.at(section), section.key(), String.valueOf(refused.getMessage()));
            return usual;
        }
    }
}
