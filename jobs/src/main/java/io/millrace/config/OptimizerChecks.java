package io.millrace.config;

import io.millrace.data.Target.Regression;
import io.millrace.learn.drift.DriftConfig;
import io.millrace.learn.loss.LossConfig;
import io.millrace.learn.optimize.OptimizerConfig;
import java.util.List;

/** What an optimizer, and what is done to it when the stream changes, must hold with the rest. */
final class OptimizerChecks {

    private final Rules rules;

    OptimizerChecks(Rules rules) {
        this.rules = rules;
    }

    void run() {
        optimizerFits();
        driftFits();
    }

    private void optimizerFits() {
        OptimizerConfig.Kind kind = rules.get(OptimizerOptions.KIND);
        if (kind.byFeatures()) {
            String why = "it learns linear models row by row, once each, without a penalty";
            with(kind, TrainOptions.HIDDEN, List.of(), why);
            with(kind, TrainOptions.FACTORS, 0, why);
            with(kind, TrainOptions.BATCH_SIZE, 1, why);
            with(kind, TrainOptions.EPOCHS, 1, why);
            with(kind, TrainOptions.L2, 0.0, why);
            with(kind, TrainOptions.CLIP_VALUE, 0.0, "it has no gradient to clip");
            lossFits(kind);
            rules.check(
                    !rules.given(SchemaOptions.LABEL)
                            || rules.get(SchemaOptions.LABEL) instanceof Regression
                            || rules.get(SchemaOptions.LABEL).size() == 2,
                    OptimizerOptions.KIND,
                    "must not be " + Types.word(kind) + " for a label of more than two classes",
                    SchemaOptions.LABEL);
        }
        boolean passive = kind == OptimizerConfig.Kind.PA_I || kind == OptimizerConfig.Kind.PA_II;
        rules.check(
                !passive || rules.get(TrainOptions.LOSS) != LossConfig.Kind.POISSON,
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
        DriftConfig.Policy policy = rules.get(DriftOptions.POLICY);
        rules.check(
                policy == DriftConfig.Policy.NONE
                        || rules.get(DriftOptions.DETECTOR) != DriftConfig.Detector.NONE,
                DriftOptions.POLICY,
                "needs drift.detector: nothing else calls for it",
                DriftOptions.DETECTOR);
        OptimizerConfig.Kind kind = rules.get(OptimizerOptions.KIND);
        rules.check(
                policy != DriftConfig.Policy.RAISE_RATE || kind.hasRate(),
                DriftOptions.POLICY,
                "must not be raise-rate with optimizer.type "
                        + Types.word(kind)
                        + ", which has no learning rate",
                OptimizerOptions.KIND);
    }

    /** By the margin there is no other loss; otherwise it must be one of a single score. */
    private void lossFits(OptimizerConfig.Kind kind) {
        LossConfig.Kind loss = rules.get(TrainOptions.LOSS);
        boolean fits =
                kind == OptimizerConfig.Kind.NORMALIZED_ADAPTIVE
                        ? loss != LossConfig.Kind.SOFTMAX
                        : loss == LossConfig.Kind.AUTO;
        rules.check(
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
        rules.check(
                rules.get(option).equals(needed),
                option,
                String.format(
                        "must be %s with optimizer.type %s: %s", needed, Types.word(kind), why),
                OptimizerOptions.KIND);
    }
}
