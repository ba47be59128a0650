package io.millrace.learn.select;

import io.millrace.data.Page;
import io.millrace.learn.Chance;
import java.util.List;

/**
 * Replaces, once in a generation, the worst of some members that are alike by a copy of the best
 * with another rate, unless it is hardly worse. How a member does is its loss, fading with a
 * half-life of about 700 samples.
 */
final class Evolution {

    private static final double FADING = 0.999;

    /** The worst stays if its loss is not that many times the best one's. */
    private static final double MARGIN = 1.02;

    private final int generation;
    private final long seed;
    private final List<Gradient> members;
    private final int[] positions;
    private final double[] losses;
    private final long[] seen;

    /**
     * @param page of the population
     * @param members alike
     * @param names of all opinions
     */
    Evolution(
            SelectConfig config, long seed, Page page, List<Gradient> members, List<String> names) {
        this.generation = config.generation();
        this.seed = seed;
        this.members = members;
        this.positions = members.stream().mapToInt(m -> names.indexOf(m.names().get(0))).toArray();
        Page own = page.part("evolution-" + members.get(0).names().get(0));
        this.losses = own.doubles("losses", members.size());
        this.seen = own.longs("seen", 1);
    }

    /**
     * Takes note of how each did.
     *
     * @param likelihoods {@code e^-loss} of each opinion of the population
     * @return the position of the opinion that from now on is that of another, or -1
     */
    int learn(double[] likelihoods) {
        for (int m = 0; m < losses.length; m++) {
            double loss = -StrictMath.log(likelihoods[positions[m]]);
            losses[m] = FADING * losses[m] + (1 - FADING) * loss;
        }
        seen[0]++;
        return generation > 0 && seen[0] % generation == 0 ? replace() : -1;
    }

    private int replace() {
        int best = 0;
        int worst = 0;
        for (int m = 1; m < losses.length; m++) {
            best = losses[m] < losses[best] ? m : best;
            worst = losses[m] >= losses[worst] ? m : worst;
        }
        if (losses[worst] <= MARGIN * losses[best]) {
            return -1;
        }
        members.get(worst).become(members.get(best), Chance.mix(seed, seen[0]));
        losses[worst] = losses[best];
        return positions[worst];
    }
}
