package io.millrace.config;

import io.millrace.data.Schema;
import io.millrace.data.Target;
import io.millrace.data.Target.Regression;
import io.millrace.learn.evaluate.ThresholdConfig.Criterion;
import io.millrace.learn.loss.LossConfig;
import io.millrace.learn.model.InputsConfig;
import io.millrace.learn.rebalance.RebalanceConfig.Method;
import io.millrace.learn.rebalance.SynthesisConfig;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What values must hold together, each allowed by itself. */
final class CrossChecks {

    /** So many floats are half a gibibyte, and Adam keeps three times as many. */
    private static final long MOST_PARAMETERS = 1L << 27;

    private final Values<JobConfig> values;
    private final Mistakes mistakes;
    private final Rules rules;

    CrossChecks(Values<JobConfig> values, Mistakes mistakes) {
        this.values = values;
        this.mistakes = mistakes;
        this.rules = new Rules(values, mistakes);
    }

    /** What concerns the sources, the sinks and the runtime. */
    void job() {
        new JobChecks(rules).run();
    }

    /** What concerns the stages and, if it is known, the schema. */
    void learner() {
        PopulationChecks population = new PopulationChecks(rules);
        population.keys();
        rules.check(
                values.get(TrainOptions.HIDDEN).isEmpty() || !Assembly.init(values).symmetric(),
                TrainOptions.INIT,
                "must not be "
                        + Types.word(Assembly.init(values))
                        + " with model.hidden, which could then never learn: use he or xavier",
                TrainOptions.HIDDEN);
        rules.check(
                values.get(TrainOptions.FACTORS) == 0 || values.get(TrainOptions.HIDDEN).isEmpty(),
                TrainOptions.FACTORS,
                "must be 0 with model.hidden: a factorisation machine has no hidden layers",
                TrainOptions.HIDDEN);
        rules.check(
                values.get(TrainOptions.DROPOUT) == 0 || !values.get(TrainOptions.HIDDEN).isEmpty(),
                TrainOptions.DROPOUT,
                "needs model.hidden: it drops units of hidden layers",
                TrainOptions.HIDDEN);
        new OptimizerChecks(rules).run();
        if (values.given(SchemaOptions.FEATURES) && values.given(SchemaOptions.LABEL)) {
            labelIsNothingElse();
            new HistoryChecks(values, mistakes).run();
            if (!mistakes.concern(StageOptions.HISTORY.key())) {
                Schema schema = new Assembly(values, mistakes).schema();
                schema = Assembly.history(values).widen(schema);
                parametersFit(schema);
                population.size(schema);
            }
            rebalancesClasses();
            thresholdIsOfTwoClasses();
            lossFits();
            rules.check(
                    values.get(StageOptions.TIME_WINDOW).isZero()
                            || values.get(SchemaOptions.EVENT_TIME).isPresent(),
                    StageOptions.TIME_WINDOW,
                    "needs schema.event-time",
                    SchemaOptions.EVENT_TIME);
            rules.check(
                    values.get(StageOptions.DEDUPLICATE) == 0
                            || values.get(SchemaOptions.ID).isPresent(),
                    StageOptions.DEDUPLICATE,
                    "needs schema.id: samples without an id cannot be told apart",
                    SchemaOptions.ID);
        }
    }

    private void labelIsNothingElse() {
        String label = values.get(SchemaOptions.LABEL).name();
        boolean feature =
                values.get(SchemaOptions.FEATURES).stream()
                        .anyMatch(any -> any.name().equals(label));
        rules.check(
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
            rules.check(
                    !values.get(role).equals(Optional.of(label)),
                    role,
                    "must not be the label's field",
                    SchemaOptions.LABEL);
        }
    }

    private void parametersFit(Schema schema) {
        InputsConfig inputs = Assembly.inputs(values);
        try {
            inputs.tail(schema);
        } catch (IllegalArgumentException refused) {
            rules.check(false, TrainOptions.INTERACTIONS, String.valueOf(refused.getMessage()));
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
        rules.check(
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
        rules.check(
                !regression || values.get(StageOptions.REBALANCE_METHOD) == Method.NONE,
                StageOptions.REBALANCE_METHOD,
                "must be none for a label of type number: there are no classes to even out",
                SchemaOptions.LABEL);
        rules.check(
                !regression || values.get(StageOptions.AUGMENT) == 0,
                StageOptions.AUGMENT,
                "must be 0 for a label of type number: there is no minority class",
                SchemaOptions.LABEL);
        SynthesisConfig.Kind kind = values.get(StageOptions.AUGMENT_BY);
        rules.check(
                kind == SynthesisConfig.Kind.NOISE || values.get(StageOptions.AUGMENT) > 0,
                StageOptions.AUGMENT_BY,
                "has no effect with rebalance.augment: 0, which makes no copies: set how many",
                StageOptions.AUGMENT);
    }

    private void thresholdIsOfTwoClasses() {
        Target label = values.get(SchemaOptions.LABEL);
        rules.check(
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
        rules.check(
                loss.fits(label),
                TrainOptions.LOSS,
                String.format(
                        "must not be %s for a label of %s: use one of %s",
                        Types.word(loss),
                        label instanceof Regression ? "type number" : label.size() + " classes",
                        allowed),
                SchemaOptions.LABEL);
        rules.check(
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
}
