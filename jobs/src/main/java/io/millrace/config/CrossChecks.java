package io.millrace.config;

import io.millrace.config.SinksConfig.Guarantee;
import io.millrace.data.Schema;
import io.millrace.data.Target;
import io.millrace.data.Target.Regression;
import io.millrace.learn.drift.DriftConfig;
import io.millrace.learn.evaluate.ThresholdConfig.Criterion;
import io.millrace.learn.loss.LossConfig;
import io.millrace.learn.model.InputsConfig;
import io.millrace.learn.optimize.OptimizerConfig;
import io.millrace.learn.rebalance.RebalanceConfig.Method;
import io.millrace.learn.select.SelectConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.util.TimeUtils;

/** What values must hold together, each allowed by itself. */
final class CrossChecks {

    /** So many floats are half a gibibyte, and Adam keeps three times as many. */
    private static final long MOST_PARAMETERS = 1L << 27;

    private static final String FIXED = "it is fixed";

    private static final Map<String, String> SOURCE_KEYS =
            Map.of(
                    "bootstrap.servers",
                    "set source.bootstrap-servers instead",
                    "group.id",
                    "set source.group-id instead",
                    "auto.offset.reset",
                    "set source.start instead",
                    "enable.auto.commit",
                    FIXED,
                    "key.deserializer",
                    FIXED,
                    "value.deserializer",
                    FIXED);
    private static final Map<String, String> SINK_KEYS =
            Map.of(
                    "bootstrap.servers", "set source.bootstrap-servers instead",
                    "transaction.timeout.ms", "set sinks.transaction-timeout instead",
                    "transactional.id", FIXED,
                    "key.serializer", FIXED,
                    "value.serializer", FIXED);
    private static final Map<String, String> FLINK_KEYS =
            Map.of(
                    "parallelism.default", "set runtime.parallelism instead",
                    "pipeline.max-parallelism", "set runtime.max-parallelism instead",
                    "execution.checkpointing.interval", "set runtime.checkpoint-interval instead",
                    "execution.checkpointing.timeout", "set runtime.checkpoint-timeout instead",
                    "execution.checkpointing.dir", "set runtime.checkpoint-directory instead",
                    "state.backend.type", "set runtime.backend instead",
                    "execution.checkpointing.mode", FIXED,
                    "pipeline.generic-types", FIXED,
                    "pipeline.auto-generate-uids", FIXED);

    private static final int MOST_CLASSES_OF_POPULATION = 1000;

    private static final Set<Option<JobConfig, ?>> OF_POPULATION =
            Set.of(
                    TrainOptions.TYPE,
                    TrainOptions.BUDGET,
                    TrainOptions.SHARE,
                    TrainOptions.GENERATION,
                    TrainOptions.MODEL_SEED,
                    TrainOptions.INITIAL);

    private static final List<Option<JobConfig, ?>> OF_ONE_NETWORK = ofOneNetwork();

    private final Values<JobConfig> values;
    private final Mistakes mistakes;

    CrossChecks(Values<JobConfig> values, Mistakes mistakes) {
        this.values = values;
        this.mistakes = mistakes;
    }

    /** What concerns the sources, the sinks and the runtime. */
    void job() {
        topicsDiffer();
        transactionsOutliveCheckpoints();
        check(
                values.get(JobOptions.PARALLELISM) <= values.get(JobOptions.MAX_PARALLELISM),
                JobOptions.PARALLELISM,
                "must not be above runtime.max-parallelism",
                JobOptions.MAX_PARALLELISM);
        reserved(JobOptions.SOURCE_PROPERTIES, SOURCE_KEYS);
        reserved(JobOptions.SINK_PROPERTIES, SINK_KEYS);
        reserved(JobOptions.FLINK, FLINK_KEYS);
    }

    /** What concerns the stages and, if it is known, the schema. */
    void learner() {
        populationIsOnlyThat();
        check(
                values.get(TrainOptions.HIDDEN).isEmpty() || !Assembly.init(values).symmetric(),
                TrainOptions.INIT,
                "must not be "
                        + Types.word(Assembly.init(values))
                        + " with model.hidden, which could then never learn: use he or xavier",
                TrainOptions.HIDDEN);
        check(
                values.get(TrainOptions.FACTORS) == 0 || values.get(TrainOptions.HIDDEN).isEmpty(),
                TrainOptions.FACTORS,
                "must be 0 with model.hidden: a factorisation machine has no hidden layers",
                TrainOptions.HIDDEN);
        check(
                values.get(TrainOptions.DROPOUT) == 0 || !values.get(TrainOptions.HIDDEN).isEmpty(),
                TrainOptions.DROPOUT,
                "needs model.hidden: it drops units of hidden layers",
                TrainOptions.HIDDEN);
        optimizerFits();
        driftFits();
        if (values.given(SchemaOptions.FEATURES) && values.given(SchemaOptions.LABEL)) {
            labelIsNothingElse();
            new HistoryChecks(values, mistakes).run();
            parametersFit();
            rebalancesClasses();
            thresholdIsOfTwoClasses();
            lossFits();
            populationFits();
            check(
                    values.get(StageOptions.TIME_WINDOW).isZero()
                            || values.get(SchemaOptions.EVENT_TIME).isPresent(),
                    StageOptions.TIME_WINDOW,
                    "needs schema.event-time",
                    SchemaOptions.EVENT_TIME);
            check(
                    values.get(StageOptions.DEDUPLICATE) == 0
                            || values.get(SchemaOptions.ID).isPresent(),
                    StageOptions.DEDUPLICATE,
                    "needs schema.id: samples without an id cannot be told apart",
                    SchemaOptions.ID);
        }
    }

    private static List<Option<JobConfig, ?>> ofOneNetwork() {
        List<Option<JobConfig, ?>> options = new ArrayList<>();
        for (Section section :
                List.of(
                        TrainOptions.MODEL,
                        TrainOptions.TRAIN,
                        OptimizerOptions.OPTIMIZER,
                        OptimizerOptions.SCHEDULE)) {
            options.addAll(section.fields().options());
        }
        options.removeAll(OF_POPULATION);
        options.add(DriftOptions.POLICY);
        return List.copyOf(options);
    }

    /** What describes one network says nothing to a population. */
    private void populationIsOnlyThat() {
        if (values.get(TrainOptions.TYPE) != SelectConfig.Type.AUTO) {
            return;
        }
        JobConfig usual = Sections.defaults("");
        for (Option<JobConfig, ?> option : OF_ONE_NETWORK) {
            check(
                    values.get(option).equals(option.in(usual)),
                    option,
                    "has no effect with model.type: auto, a population: leave it out",
                    TrainOptions.TYPE);
        }
    }

    private void populationFits() {
        if (values.get(TrainOptions.TYPE) != SelectConfig.Type.AUTO) {
            return;
        }
        Target label = values.get(SchemaOptions.LABEL);
        check(
                values.get(StageOptions.NORMALIZE_TARGET) || !(label instanceof Regression),
                StageOptions.NORMALIZE_TARGET,
                "must be true with model.type: auto and a label of type number, whose members"
                        + " learn it in standard units",
                TrainOptions.TYPE,
                SchemaOptions.LABEL);
        check(
                label.size() <= MOST_CLASSES_OF_POPULATION,
                SchemaOptions.LABEL,
                "has "
                        + label.size()
                        + " classes: at most "
                        + MOST_CLASSES_OF_POPULATION
                        + " are allowed with model.type: auto",
                TrainOptions.TYPE);
    }

    private void topicsDiffer() {
        List<Option<JobConfig, ?>> options =
                List.of(
                        JobOptions.TOPIC,
                        JobOptions.METRICS,
                        JobOptions.DEAD_LETTERS,
                        JobOptions.PREDICTIONS,
                        JobOptions.MODELS);
        for (int i = 1; i < options.size(); i++) {
            Option<JobConfig, ?> option = options.get(i);
            Optional<?> topic = topic(option);
            for (Option<JobConfig, ?> earlier : options.subList(0, i)) {
                check(
                        topic.isEmpty() || !topic.equals(topic(earlier)),
                        option,
                        "must not be the topic of " + earlier.path(),
                        earlier);
            }
        }
    }

    private Optional<?> topic(Option<JobConfig, ?> option) {
        Object topic = values.get(option);
        return topic instanceof Optional<?> optional ? optional : Optional.of(topic);
    }

    private void transactionsOutliveCheckpoints() {
        Duration interval = values.get(JobOptions.CHECKPOINT_INTERVAL);
        Duration timeout = values.get(JobOptions.CHECKPOINT_TIMEOUT);
        Duration checkpoint = interval.plus(timeout);
        check(
                values.get(JobOptions.GUARANTEE) != Guarantee.EXACTLY_ONCE
                        || values.get(JobOptions.TRANSACTION_TIMEOUT).compareTo(checkpoint) > 0,
                JobOptions.TRANSACTION_TIMEOUT,
                "must be longer than runtime.checkpoint-interval and runtime.checkpoint-timeout"
                        + " together ("
                        + TimeUtils.formatWithHighestUnit(interval)
                        + " + "
                        + TimeUtils.formatWithHighestUnit(timeout)
                        + "), with time for a restart besides: Kafka drops the results of a"
                        + " transaction that expires before its checkpoint ends",
                JobOptions.CHECKPOINT_INTERVAL,
                JobOptions.CHECKPOINT_TIMEOUT);
    }

    private void reserved(
            Option<JobConfig, Map<String, String>> option, Map<String, String> instead) {
        for (String key : values.get(option).keySet().stream().sorted().toList()) {
            String hint = instead.get(key);
            if (hint != null) {
                mistakes.add(
                        values.at(option),
                        option.path() + "." + key,
                        "cannot be set here: " + hint);
            }
        }
    }

    private void labelIsNothingElse() {
        String label = values.get(SchemaOptions.LABEL).name();
        boolean feature =
                values.get(SchemaOptions.FEATURES).stream()
                        .anyMatch(any -> any.name().equals(label));
        check(
                !feature,
                SchemaOptions.LABEL,
                "must not be a feature too: the model would see what it is to predict",
                SchemaOptions.FEATURES);
        for (Option<JobConfig, Optional<String>> role :
                List.of(
                        SchemaOptions.ID,
                        SchemaOptions.KEY,
                        SchemaOptions.EVENT_TIME,
                        SchemaOptions.WEIGHT)) {
            check(
                    !values.get(role).equals(Optional.of(label)),
                    role,
                    "must not be the label's field",
                    SchemaOptions.LABEL);
        }
    }

    private void parametersFit() {
        if (mistakes.concern(StageOptions.HISTORY.key())) {
            return;
        }
        Schema schema = Assembly.history(values).widen(new Assembly(values, mistakes).schema());
        InputsConfig inputs = Assembly.inputs(values);
        try {
            inputs.tail(schema);
        } catch (IllegalArgumentException refused) {
            check(false, TrainOptions.INTERACTIONS, String.valueOf(refused.getMessage()));
            return;
        }
        long parameters = 0;
        long width = schema.width();
        width += inputs.interactions().isEmpty() ? 0 : inputs.buckets();
        width += inputs.fourier() == 0 ? 0 : inputs.fourier() - schema.head();
        long inputsOfAll = width;
        for (int next : values.get(TrainOptions.HIDDEN)) {
            parameters += (width + 1) * next;
            width = next;
        }
        long columns = 1L + values.get(TrainOptions.FACTORS);
        parameters += (width + 1) * schema.target().size() * columns;
        check(
                parameters <= MOST_PARAMETERS,
                TrainOptions.HIDDEN,
                "makes a model of "
                        + parameters
                        + " parameters with "
                        + inputsOfAll
                        + " inputs: at most "
                        + MOST_PARAMETERS
                        + " are allowed");
    }

    private void rebalancesClasses() {
        boolean regression = values.get(SchemaOptions.LABEL) instanceof Regression;
        check(
                !regression || values.get(StageOptions.REBALANCE_METHOD) == Method.NONE,
                StageOptions.REBALANCE_METHOD,
                "must be none for a label of type number: there are no classes to even out",
                SchemaOptions.LABEL);
        check(
                !regression || values.get(StageOptions.AUGMENT) == 0,
                StageOptions.AUGMENT,
                "must be 0 for a label of type number: there is no minority class",
                SchemaOptions.LABEL);
    }

    private void thresholdIsOfTwoClasses() {
        Target label = values.get(SchemaOptions.LABEL);
        check(
                values.get(StageOptions.THRESHOLD) == Criterion.HALF
                        || label instanceof Target.Classification && label.size() == 2,
                StageOptions.THRESHOLD,
                "must be half unless the label is of two classes",
                SchemaOptions.LABEL);
    }

    private void lossFits() {
        Target label = values.get(SchemaOptions.LABEL);
        LossConfig.Kind loss = values.get(TrainOptions.LOSS);
        String allowed =
                LossConfig.Kind.allowed(label).stream()
                        .map(Types::word)
                        .collect(Collectors.joining(", "));
        check(
                loss.fits(label),
                TrainOptions.LOSS,
                String.format(
                        "must not be %s for a label of %s: use one of %s",
                        Types.word(loss),
                        label instanceof Regression ? "type number" : label.size() + " classes",
                        allowed),
                SchemaOptions.LABEL);
        check(
                values.get(TrainOptions.LABEL_SMOOTHING) == 0 || entropy(loss, label),
                TrainOptions.LABEL_SMOOTHING,
                "must be 0 unless the loss is cross-entropy: a label of classes, and a train.loss"
                        + " of auto, logistic or softmax",
                TrainOptions.LOSS,
                SchemaOptions.LABEL);
    }

    private static boolean entropy(LossConfig.Kind loss, Target label) {
        return switch (loss) {
            case AUTO -> !(label instanceof Regression);
            case LOGISTIC, SOFTMAX -> true;
            default -> false;
        };
    }

    private void optimizerFits() {
        OptimizerConfig.Kind kind = values.get(OptimizerOptions.KIND);
        if (kind.byFeatures()) {
            String why = "it learns linear models row by row, once each, without a penalty";
            with(kind, TrainOptions.HIDDEN, List.of(), why);
            with(kind, TrainOptions.FACTORS, 0, why);
            with(kind, TrainOptions.BATCH_SIZE, 1, why);
            with(kind, TrainOptions.EPOCHS, 1, why);
            with(kind, TrainOptions.L2, 0.0, why);
            with(kind, TrainOptions.CLIP_VALUE, 0.0, "it has no gradient to clip");
            lossFits(kind);
            check(
                    !values.given(SchemaOptions.LABEL)
                            || values.get(SchemaOptions.LABEL) instanceof Regression
                            || values.get(SchemaOptions.LABEL).size() == 2,
                    OptimizerOptions.KIND,
                    "must not be " + Types.word(kind) + " for a label of more than two classes",
                    SchemaOptions.LABEL);
        }
        boolean passive = kind == OptimizerConfig.Kind.PA_I || kind == OptimizerConfig.Kind.PA_II;
        check(
                !passive || values.get(TrainOptions.LOSS) != LossConfig.Kind.POISSON,
                TrainOptions.LOSS,
                "must not be poisson with optimizer.type "
                        + Types.word(kind)
                        + ", whose margin is on the scale of the label",
                OptimizerOptions.KIND);
        if (!kind.constrainable()) {
            String why = "it takes no weights that something else pulls at";
            with(kind, TrainOptions.L1, 0.0, why);
            with(kind, TrainOptions.MAX_NORM, 0.0, why);
        }
    }

    private void driftFits() {
        DriftConfig.Policy policy = values.get(DriftOptions.POLICY);
        check(
                policy == DriftConfig.Policy.NONE
                        || values.get(DriftOptions.DETECTOR) != DriftConfig.Detector.NONE,
                DriftOptions.POLICY,
                "needs drift.detector: nothing else calls for it",
                DriftOptions.DETECTOR);
        OptimizerConfig.Kind kind = values.get(OptimizerOptions.KIND);
        check(
                policy != DriftConfig.Policy.RAISE_RATE || kind.hasRate(),
                DriftOptions.POLICY,
                "must not be raise-rate with optimizer.type "
                        + Types.word(kind)
                        + ", which has no learning rate",
                OptimizerOptions.KIND);
    }

    /** By the margin there is no other loss; otherwise it must be one of a single score. */
    private void lossFits(OptimizerConfig.Kind kind) {
        LossConfig.Kind loss = values.get(TrainOptions.LOSS);
        boolean fits =
                kind == OptimizerConfig.Kind.NORMALIZED_ADAPTIVE
                        ? loss != LossConfig.Kind.SOFTMAX
                        : loss == LossConfig.Kind.AUTO;
        check(
                fits,
                TrainOptions.LOSS,
                String.format(
                        "must %s with optimizer.type %s",
                        loss == LossConfig.Kind.SOFTMAX
                                ? "not be softmax, which has several scores,"
                                : "be auto, for it has a loss of its own,",
                        Types.word(kind)),
                OptimizerOptions.KIND);
    }

    private <T> void with(
            OptimizerConfig.Kind kind, Option<JobConfig, T> option, T needed, String why) {
        check(
                values.get(option).equals(needed),
                option,
                String.format(
                        "must be %s with optimizer.type %s: %s", needed, Types.word(kind), why),
                OptimizerOptions.KIND);
    }

    /** Reports unless it holds, or one of the values is wrong already. */
    @SafeVarargs
    private void check(
            boolean holds,
            Option<JobConfig, ?> option,
            String message,
            Option<JobConfig, ?>... others) {
        if (holds || mistakes.concern(option.path())) {
            return;
        }
        for (Option<JobConfig, ?> other : others) {
            if (mistakes.concern(other.path())) {
                return;
            }
        }
        mistakes.add(values.at(option), option.path(), message);
    }
}
