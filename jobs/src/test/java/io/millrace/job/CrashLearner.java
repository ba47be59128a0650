package io.millrace.job;

import io.millrace.learn.LearnerConfig;
import io.millrace.operator.TestLearners;

/** The kinds of learning that must survive a crash, each with state of another kind. */
enum CrashLearner {
    /** Parameters and moments that change with each sample. */
    ROWS(TestLearners.rows(false), 1),
    /** A mini-batch that fills, of which under-sampling leaves some out. */
    BATCHES(TestLearners.batchesOfAnImbalancedStream(false), 1),
    /** Synthetic samples beside the real ones. */
    AUGMENTED(TestLearners.rowsWithAugmentation(false), 1),
    /** A perceptron whose arrays are outside the heap. */
    PERCEPTRON(TestLearners.perceptronOnNd4j(false), 1),
    /** Ten models in one task. */
    KEYS(TestLearners.batchesOfAnImbalancedStream(true), 1),
    /** Ten models on two subtasks, behind an exchange, which see their own past. */
    KEYS_ON_TWO_SUBTASKS(TestLearners.batchesWithHistory(true), 2);

    private final transient LearnerConfig config;
    private final int parallelism;

    CrashLearner(LearnerConfig config, int parallelism) {
        this.config = config;
        this.parallelism = parallelism;
    }

    LearnerConfig config() {
        return config;
    }

    int parallelism() {
        return parallelism;
    }
}
