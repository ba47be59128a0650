package io.millrace.learn.drift;

import io.millrace.learn.Chance;
import java.util.ArrayList;
import java.util.List;

/** Streams of losses whose mean changes once, and when a detector was alarmed by one. */
final class Losses {

    private Losses() {}

    /** Errors of 0 and 1, with a chance of one that changes. */
    static double[] errors(long seed, int samples, int change, double before, double after) {
        double[] losses = new double[samples];
        for (int i = 0; i < samples; i++) {
            double chance = i < change ? before : after;
            losses[i] = Chance.uniform(Chance.mix(seed, i)) < chance ? 1 : 0;
        }
        return losses;
    }

    /** Uniform within [0, most], which changes. */
    static double[] graded(long seed, int samples, int change, double before, double after) {
        double[] losses = new double[samples];
        for (int i = 0; i < samples; i++) {
            losses[i] = Chance.uniform(Chance.mix(seed, i)) * (i < change ? before : after);
        }
        return losses;
    }

    /** The indices of the losses that alarmed. */
    static List<Integer> alarms(DriftDetector detector, double[] losses) {
        List<Integer> alarms = new ArrayList<>();
        for (int i = 0; i < losses.length; i++) {
            if (detector.observe(losses[i])) {
                alarms.add(i);
            }
        }
        return alarms;
    }
}
