package io.millrace.learn.rebalance;

import io.millrace.data.FeatureVector;
import io.millrace.data.Sample;
import io.millrace.learn.Chance;
import java.util.ArrayList;
import java.util.List;

/** Makes copies of a sample with Gaussian noise on the numeric inputs. */
final class Augmenter {

    /** Sets the noise apart from the other choices that are made by the same seed. */
    private static final long BRANCH = 0x4155474DL;

    private final RebalanceConfig config;
    private final int numeric;

    Augmenter(RebalanceConfig config, int numeric) {
        this.config = config;
        this.numeric = numeric;
    }

    List<Sample> copies(Sample original) {
        long draw = Chance.mix(Chance.of(config.seed(), original), BRANCH);
        List<Sample> copies = new ArrayList<>(config.augment());
        for (int i = 0; i < config.augment(); i++) {
            copies.add(copy(original, Chance.mix(draw, i)));
        }
        return copies;
    }

    private Sample copy(Sample original, long draw) {
        FeatureVector features = original.features().copy();
        for (int i = 0; i < numeric; i++) {
            features.head()[i] += (float) (config.noise() * Chance.gaussian(Chance.mix(draw, i)));
        }
        Sample copy = new Sample(original.key(), original.id(), features, original.label());
        copy.synthetic = true;
        copy.eventTime = original.eventTime;
        copy.partition = original.partition;
        copy.offset = original.offset;
        copy.ordinal = original.ordinal;
        copy.weight = original.weight;
        copy.logitOffsets = original.logitOffsets == null ? null : original.logitOffsets.clone();
        copy.targetMean = original.targetMean;
        copy.targetScale = original.targetScale;
        copy.targetBound = original.targetBound;
        return copy;
    }
}
