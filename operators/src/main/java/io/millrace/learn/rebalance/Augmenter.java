package io.millrace.learn.rebalance;

import io.millrace.data.Page;
import io.millrace.data.Sample;
import io.millrace.data.Schema;
import io.millrace.learn.Chance;
import java.util.ArrayList;
import java.util.List;

/** Makes so many copies of a sample, by {@link Synthesis}. */
final class Augmenter {

    /** Sets the copies apart from the other choices that are made by the same seed. */
    private static final long BRANCH = 0x4155474DL;

    private final RebalanceConfig config;
    private final Synthesis synthesis;

    Augmenter(RebalanceConfig config, Page page, Schema schema) {
        this.config = config;
        this.synthesis = Synthesis.of(config, page, schema);
    }

    List<Sample> copies(Sample original) {
        long draw = Chance.mix(Chance.of(config.seed(), original), BRANCH);
        List<Sample> copies = new ArrayList<>(config.augment());
        synthesis.look(original);
        for (int i = 0; i < config.augment(); i++) {
            synthesis.add(original, Chance.mix(draw, i), copies);
        }
        return copies;
    }

    /** Takes any sample in, after its copies were made. */
    void remember(Sample original, boolean minority) {
        synthesis.remember(original, minority);
    }

    /** As {@link Synthesis#factor}. */
    double factor(boolean minority, double rare) {
        return synthesis.factor(minority, rare, config.augment());
    }
}
