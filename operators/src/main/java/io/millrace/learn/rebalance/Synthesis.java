package io.millrace.learn.rebalance;

import io.millrace.data.Page;
import io.millrace.data.Sample;
import io.millrace.data.Schema;
import java.util.List;

/** A way to make samples beside one of a minority class. */
interface Synthesis {

    /** Prepares for the copies of a sample. */
    default void look(Sample original) {}

    /**
     * Adds one copy.
     *
     * @param original of a minority class
     * @param draw of this copy
     */
    void add(Sample original, long draw, List<Sample> copies);

    /** Takes any sample in, after its copies were made, for those of later ones. */
    default void remember(Sample original, boolean minority) {}

    /**
     * By how much a class counts more with its samples and all copies than with its samples.
     *
     * @param minority whether its samples have copies
     * @param rare share of all samples that have copies
     * @param copies of each
     */
    default double factor(boolean minority, double rare, int copies) {
        return minority ? 1 + copies : 1;
    }

    /** The one that is configured. */
    static Synthesis of(RebalanceConfig config, Page page, Schema schema) {
        SynthesisConfig synthesis = config.synthesis();
        return switch (synthesis.kind()) {
            case NOISE -> new Noise(config.noise(), schema.numeric());
            case SMOTE ->
                    new Smote(
                            new SampleWindow(page, schema, synthesis.window()),
                            Math.min(synthesis.neighbours(), synthesis.window()));
            case MIXUP ->
                    new Mixup(
                            new SampleWindow(page, schema, synthesis.window()), synthesis.mixup());
            case MASKING -> new Masking(synthesis.masking());
        };
    }
}
