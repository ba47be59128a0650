package io.millrace.learn.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.data.FeatureVector;
import io.millrace.data.LearningEvent;
import io.millrace.data.Page;
import io.millrace.data.Sample;
import io.millrace.data.Schema;
import io.millrace.learn.Chance;
import io.millrace.learn.Given;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Against a search that sorts all remembered samples. */
class NeighboursTest {

    private static final int ROWS = 30;
    private static final Schema SCHEMA = Given.mixed(2, 1, 4, Given.THREE);

    @Test
    void theVotesAreThoseOfTheNearest() {
        Neighbours neighbours = new Neighbours(new Page("train"), SCHEMA, ROWS, 3);
        List<Sample> all = new ArrayList<>();
        double[][] scores = new double[2][3];
        for (int n = 0; n < 100; n++) {
            Sample sample = sample(n);
            neighbours.score(sample, scores, 0);
            List<Sample> kept = all.subList(Math.max(0, all.size() - ROWS), all.size());
            assertThat(scores[0]).containsExactly(votes(kept, sample, 5), within(1e-5));
            assertThat(scores[1]).containsExactly(votes(kept, sample, 20), within(1e-5));
            neighbours.learn(sample, sample.label(), 1);
            all.add(sample);
        }
    }

    /** Far from 0, too, where a little that is pulled to 0 would be much. */
    @Test
    void numbersAreMeansOfTheNearestAroundTheMeanOfAll() {
        Schema schema = Given.numeric(1, Given.REGRESSION);
        Neighbours neighbours = new Neighbours(new Page("train"), schema, ROWS, 0);
        double[][] scores = new double[2][1];
        for (int n = 0; n < 20; n++) {
            Sample sample = Given.sample(1e5 + n % 2, n % 2);
            neighbours.learn(sample, 0, 1 + n % 3);
        }
        Sample sample = Given.sample(0, 1);
        sample.targetMean = 1e5 + 0.5;
        sample.targetScale = 0.5;
        neighbours.score(sample, scores, 0);
        assertThat(scores[0][0]).isCloseTo(1, within(1e-3));
    }

    @Test
    void aLighterNeighbourCountsLess() {
        Schema schema = Given.numeric(1, Given.BINARY);
        Neighbours neighbours = new Neighbours(new Page("train"), schema, ROWS, 2);
        double[][] scores = new double[2][1];
        neighbours.learn(Given.sample(1, 1), 1, 3);
        neighbours.learn(Given.sample(0, 1), 0, 1);
        Sample synthetic = Given.sample(0, 1);
        synthetic.synthetic = true;
        neighbours.learn(synthetic, 0, 50);
        neighbours.score(Given.sample(0, 1), scores, 0);
        // Two at no distance: votes of a half and ten times their weights.
        assertThat(scores[0][0]).isCloseTo(Math.log(30.5 / 10.5), within(1e-6));
    }

    private static Sample sample(int n) {
        float[] head = {
            (float) Chance.gaussian(Chance.mix(n, 1)),
            (float) Chance.gaussian(Chance.mix(n, 2)),
            n % 2
        };
        int word = SCHEMA.head() + (int) (4 * Chance.uniform(Chance.mix(n, 3)));
        boolean none = n % 7 == 0;
        FeatureVector features =
                none
                        ? new FeatureVector(head, new int[0], new float[0])
                        : new FeatureVector(head, new int[] {word}, new float[] {1});
        int label = (int) (3 * Chance.uniform(Chance.mix(n, 4)));
        return new Sample(LearningEvent.ONE_MODEL, null, features, label);
    }

    private static double[] votes(List<Sample> kept, Sample sample, int most) {
        List<Sample> nearest =
                kept.stream()
                        .sorted(Comparator.comparingDouble(s -> distance(s, sample)))
                        .limit(most)
                        .toList();
        double[] votes = {1 / 3.0, 1 / 3.0, 1 / 3.0};
        for (Sample near : nearest) {
            double farthest = distance(nearest.get(nearest.size() - 1), sample);
            votes[near.labelClass()] += 1 / (0.1 + distance(near, sample) / (farthest + 1e-6));
        }
        for (int k = 0; k < 3; k++) {
            votes[k] = Math.log(votes[k]);
        }
        return votes;
    }

    private static double distance(Sample a, Sample b) {
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            double d = a.features().head()[i] - b.features().head()[i];
            sum += d * d;
        }
        return sum + (word(a) == word(b) ? 0 : 2);
    }

    private static int word(Sample sample) {
        int[] tail = sample.features().tailIndices();
        return tail.length == 0 ? -1 : tail[0];
    }
}
