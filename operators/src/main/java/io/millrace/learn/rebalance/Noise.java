package io.millrace.learn.rebalance;

import io.millrace.data.FeatureVector;
import io.millrace.data.Sample;
import io.millrace.learn.Chance;
import java.util.List;

/** Gaussian noise on the numeric inputs. */
final class Noise implements Synthesis {

    private final float deviation;
    private final int numeric;

    Noise(float deviation, int numeric) {
        this.deviation = deviation;
        this.numeric = numeric;
    }

    @Override
    public void add(Sample original, long draw, List<Sample> copies) {
        FeatureVector features = original.features().copy();
        for (int i = 0; i < numeric; i++) {
            features.head()[i] += (float) (deviation * Chance.gaussian(Chance.mix(draw, i)));
        }
        copies.add(Copies.of(original, features));
    }
}
