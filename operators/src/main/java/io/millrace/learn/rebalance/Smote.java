package io.millrace.learn.rebalance;

import io.millrace.data.FeatureVector;
import io.millrace.data.Sample;
import io.millrace.learn.Chance;
import java.util.List;

/**
 * Points between a sample and one of its nearest neighbours of the same class among the last
 * samples of minority classes: SMOTE (Chawla, Bowyer, Hall, Kegelmeyer, JAIR 16, 2002) over a
 * window. Without neighbours a copy is the sample itself.
 */
final class Smote implements Synthesis {

    private final SampleWindow window;
    private final int[] nearest;
    private final double[] distances;
    private int found;

    Smote(SampleWindow window, int neighbours) {
        this.window = window;
        this.nearest = new int[neighbours];
        this.distances = new double[neighbours];
    }

    @Override
    public void look(Sample original) {
        found = 0;
        for (int at = 0; at < window.samples(); at++) {
            if (window.label(at) == original.labelClass()) {
                insert(at, window.distance(at, original.features()));
            }
        }
    }

    /** Into the nearest so far, which are in order; the older slot first of equals. */
    private void insert(int at, double distance) {
        if (found == nearest.length && !(distance < distances[found - 1])) {
            return;
        }
        int place = found < nearest.length ? found++ : found - 1;
        while (place > 0 && distance < distances[place - 1]) {
            distances[place] = distances[place - 1];
            nearest[place] = nearest[place - 1];
            place--;
        }
        distances[place] = distance;
        nearest[place] = at;
    }

    @Override
    public void add(Sample original, long draw, List<Sample> copies) {
        if (found == 0) {
            copies.add(Copies.of(original, original.features().copy()));
            return;
        }
        int chosen = (int) (found * Chance.uniform(Chance.mix(draw, 0)));
        FeatureVector neighbour = window.features(nearest[chosen]);
        double way = Chance.uniform(Chance.mix(draw, 1));
        copies.add(Copies.of(original, Copies.between(original.features(), neighbour, way)));
    }

    @Override
    public void remember(Sample original, boolean minority) {
        if (minority) {
            window.add(original.features(), original.labelClass());
        }
    }
}
