package io.millrace.learn.select;

import io.millrace.data.Page;
import io.millrace.data.Sample;

/**
 * The units in which a learner that sums up all of the past tells numbers: their mean and standard
 * deviation as they were early. Those of the sample go on widening while a level wanders, and
 * squares of errors in narrow units would count more than later ones.
 */
final class Units {

    /** Samples until the units are kept. */
    private static final int SETTLED = 30;

    /** Units that numbers have outgrown by this factor are given up. */
    private static final double OUTGROWN = 100;

    private final double[] units;
    private final long[] seen;

    Units(Page page) {
        boolean begun = page.has("units");
        // The mean, and the length of one.
        this.units = page.doubles("units", 2);
        this.seen = page.longs("seen", 1);
        if (!begun) {
            units[1] = 1;
        }
    }

    /** A number in these units. */
    double of(double number) {
        return (number - units[0]) / units[1];
    }

    /** A score in these units as one in those of a sample. */
    double score(double score, Sample sample) {
        return (score * units[1] + units[0] - sample.targetMean) / sample.targetScale;
    }

    /**
     * Takes those of the sample, as long as they are not settled or when they are outgrown.
     *
     * @return whether all that was said in the former ones is void
     */
    boolean follow(Sample sample) {
        boolean outgrown = sample.targetScale > OUTGROWN * units[1] && seen[0] >= SETTLED;
        if (outgrown || seen[0] < SETTLED) {
            units[0] = sample.targetMean;
            units[1] = sample.targetScale;
            seen[0]++;
        }
        return outgrown;
    }
}
