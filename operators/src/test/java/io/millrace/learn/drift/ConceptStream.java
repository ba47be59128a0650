package io.millrace.learn.drift;

import io.millrace.data.Feature;
import io.millrace.data.FeatureVector;
import io.millrace.data.LearningEvent;
import io.millrace.data.Sample;
import io.millrace.data.Schema;
import io.millrace.data.Target;
import io.millrace.learn.Chance;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A stream that goes to another concept every so many samples, a pure function of its seed.
 *
 * <p>Around a change, over {@code width} samples, the chance that a sample is of the new concept
 * rises from 0 to 1 in a straight line; with a width of 0 it changes at once.
 *
 * @param period samples of a concept
 */
record ConceptStream(Kind kind, long seed, int period, int width) {

    /** What is to be learned. */
    enum Kind {
        /**
         * Three numbers of [0, 10] of which two tell the class: whether their sum is at most 8, 9,
         * 7 or 9.5. A tenth of the labels is wrong (Street & Kim, KDD 2001).
         */
        SEA(3),
        /**
         * Ten numbers of [0, 1], and a plane through their middle, another one for each concept. A
         * twentieth of the labels is wrong (after Hulten, Spencer & Domingos, KDD 2001).
         */
        HYPERPLANE(10),
        /**
         * Two numbers of [0, 1], x and y; whether y is below sin x, and the reverse in turn (Gama
         * et al., SBIA 2004, "SINE1").
         */
        SINE(2),
        /** Five numbers of [0, 1] and a number that is a sum of them, with noise: other weights. */
        SUM(5);

        final int features;

        Kind(int features) {
            this.features = features;
        }
    }

    private static final double[] SEA = {8, 9, 7, 9.5};

    Schema schema() {
        List<Feature> features =
                IntStream.range(0, kind.features)
                        .<Feature>mapToObj(i -> new Feature.Numeric("x" + i))
                        .toList();
        return new Schema(
                features,
                kind == Kind.SUM
                        ? new Target.Regression("y")
                        : new Target.Classification("y", List.of("no", "yes")));
    }

    /** The concept that the sample i is of. */
    int concept(int i) {
        int current = i / period;
        int next = Math.floorDiv(i + period / 2, period);
        double behind = i - (double) next * period;
        if (next == 0 || 2 * Math.abs(behind) >= width) {
            return current;
        }
        double chance = 0.5 + behind / width;
        return Chance.uniform(Chance.mix(draw(i), 99)) < chance ? next : next - 1;
    }

    private long draw(int i) {
        return Chance.mix(Chance.mix(seed, kind.ordinal()), i);
    }

    Sample sample(int i) {
        float[] x = new float[kind.features];
        for (int j = 0; j < x.length; j++) {
            x[j] = (float) Chance.uniform(Chance.mix(draw(i), j));
        }
        double label = label(x, concept(i), Chance.mix(draw(i), 50));
        return new Sample(LearningEvent.ONE_MODEL, null, FeatureVector.dense(x), label);
    }

    private double label(float[] x, int concept, long noise) {
        return switch (kind) {
            case SEA -> flip(10 * (x[0] + x[1]) <= SEA[concept % SEA.length], 0.1, noise);
            case HYPERPLANE -> flip(plane(x, concept, 0.5) > 0, 0.05, noise);
            case SINE -> flip(x[1] < StrictMath.sin(x[0]) == (concept % 2 == 0), 0, noise);
            case SUM -> 10 * plane(x, concept, 0) + 0.5 * Chance.gaussian(noise);
        };
    }

    private static double flip(boolean yes, double wrong, long noise) {
        return yes ^ Chance.uniform(noise) < wrong ? 1 : 0;
    }

    private double plane(float[] x, int concept, double middle) {
        double sum = 0;
        for (int j = 0; j < x.length; j++) {
            sum += Chance.gaussian(Chance.mix(Chance.mix(seed, -1 - concept), j)) * (x[j] - middle);
        }
        return sum;
    }
}
