package io.millrace.learn.select;

import io.millrace.data.Page;
import io.millrace.data.PageMismatchException;
import io.millrace.data.Sample;
import io.millrace.data.Schema;
import io.millrace.data.Target;
import io.millrace.learn.Fingerprint;
import io.millrace.learn.loss.Loss;
import io.millrace.learn.train.Norms;
import io.millrace.learn.train.Outcome;
import io.millrace.learn.train.TrainedModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Many learners in place of one. All score each sample and learn from it; what they say is summed
 * with weights that learn ({@link Mixing}), in several ways; and the prediction is the mean of all
 * opinions and of all these sums, weighted by how well each did lately ({@link FixedShare}).
 *
 * <p>Classes are mixed as probabilities, by their log loss. Sums of numbers learn by squared
 * errors; opinions and sums of numbers are weighed by their absolute errors in standard units, so
 * that the prediction is one for the mean absolute error.
 *
 * <p>What rebalancing made of a sample counts in members that learn by gradients, which know the
 * offset that undoes it, and nowhere else: all other members, the sums and the weights see the
 * stream as it came.
 */
public final class Population implements TrainedModel {

    /** No opinion is surer than this, in log-odds or in standard units. */
    private static final double SUREST = 9;

    /** What an opinion is multiplied by at least, however wrong it was. */
    private static final double LEAST_LIKELIHOOD = 1e-3;

    private static final double LEAST_SPREAD = 1e-6;
    private static final double SPREAD_RATE = 0.01;

    /** Learners other than by gradients have no guard of their own. */
    private static final double LARGEST_NORM = 1e9;

    /** However heavy a sample, one does not decide whom to believe. */
    private static final double MOST_WEIGHT = 10;

    private final boolean regression;
    private final Loss loss;
    private final List<Member> members;
    private final List<Mixing> mixings;
    private final FixedShare shares;
    private final List<Evolution> evolutions = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final int[] first;
    private final int opinions;

    private final double[][] scores;
    private final double[][] mixed;
    private final double[][] probabilities;
    private final double[] likelihoods;
    private final double[] slope;
    private final double[] spread;
    private double norm;

    /**
     * @throws PageMismatchException if the page is one of other members or inputs
     */
    Population(SelectConfig config, long seed, Page page, Schema schema) {
        Set<String> before = Set.copyOf(page.arrays().keySet());
        new Fingerprint()
                .addFeatures(schema)
                .addTarget(schema)
                .add("population")
                .add(Double.doubleToLongBits(config.budget()))
                .add(seed)
                .require(
                        page,
                        "the features, their types and their order, the target and its classes in"
                                + " order, model.type, model.budget and model.seed");
        this.regression = schema.target() instanceof Target.Regression;
        this.loss = Loss.of(schema.target());
        Roster roster = new Roster(config, seed, page, schema, loss);
        this.members = roster.members();
        this.first = new int[members.size()];
        for (int m = 0; m < first.length; m++) {
            first[m] = names.size();
            names.addAll(members.get(m).names());
        }
        this.opinions = names.size();
        int outputs = loss.outputs();
        this.mixings = Roster.mixings(page, regression, outputs, opinions);
        mixings.forEach(mixing -> names.add(mixing.name()));
        this.shares = new FixedShare(page.part("share"), names.size(), config.share());
        for (List<Gradient> kind : roster.kinds()) {
            evolutions.add(new Evolution(config, seed, page, kind, names));
        }
        this.scores = new double[opinions][outputs];
        this.mixed = new double[mixings.size()][outputs];
        this.probabilities = new double[names.size()][schema.target().size()];
        this.likelihoods = new double[names.size()];
        this.slope = new double[outputs];
        boolean begun = page.has("spread");
        this.spread = page.doubles("spread", 1);
        if (!begun) {
            spread[0] = 1;
        }
        if (!before.isEmpty()) {
            requireWhole(page, before);
        }
    }

    /** What was learned must be all there, and finite: one bad number would spread. */
    private static void requireWhole(Page page, Set<String> before) {
        for (Map.Entry<String, Object> entry : page.arrays().entrySet()) {
            if (!before.contains(entry.getKey())) {
                throw new PageMismatchException(
                        String.format(
                                "page '%s' lacks '%s' of a population",
                                page.stage(), entry.getKey()));
            }
            if (!finite(entry.getValue())) {
                throw new PageMismatchException(
                        String.format(
                                "page '%s' holds a number in '%s' that is not finite",
                                page.stage(), entry.getKey()));
            }
        }
    }

    private static boolean finite(Object array) {
        if (array instanceof float[] floats) {
            return Double.isFinite(Norms.squared(floats));
        }
        return !(array instanceof double[] doubles) || Norms.finite(doubles);
    }

    /**
     * An opinion and what it counts for.
     *
     * @param name as in metrics
     * @param description what it is as of now
     * @param weight in the prediction
     */
    public record Standing(String name, String description, double weight) {}

    /** All opinions, the heaviest first. */
    public List<Standing> standings() {
        List<String> descriptions = new ArrayList<>();
        for (Member member : members) {
            for (int o = 0; o < member.names().size(); o++) {
                descriptions.add(member.description(o));
            }
        }
        mixings.forEach(mixing -> descriptions.add(mixing.description()));
        List<Standing> standings = new ArrayList<>();
        for (int i = 0; i < descriptions.size(); i++) {
            standings.add(new Standing(names.get(i), descriptions.get(i), weights()[i]));
        }
        standings.sort(Comparator.comparingDouble(standing -> -standing.weight()));
        return standings;
    }

    /** The names of the opinions, those of the sums last. */
    public List<String> names() {
        return names;
    }

    /** The weight of each opinion in the prediction; they sum to 1. Not a copy. */
    public double[] weights() {
        return shares.weights();
    }

    @Override
    public void score(Sample sample) {
        norm = Math.sqrt(Norms.squared(sample.features()) + 1);
        for (int m = 0; m < first.length; m++) {
            members.get(m).score(sample, scores, first[m]);
        }
        for (int i = 0; i < opinions; i++) {
            tame(scores[i]);
            tell(scores[i], probabilities[i]);
        }
        for (int m = 0; m < mixed.length; m++) {
            mixings.get(m).score(scores, mixed[m]);
            tell(mixed[m], probabilities[opinions + m]);
        }
    }

    /** Several logits are brought to a mean of 0; what is not finite says nothing. */
    private static void tame(double[] scores) {
        double mean = 0;
        if (scores.length > 1) {
            for (double score : scores) {
                mean += score;
            }
            mean /= scores.length;
        }
        for (int k = 0; k < scores.length; k++) {
            scores[k] = Math.max(-SUREST, Math.min(SUREST, scores[k] - mean));
            if (Double.isNaN(scores[k])) {
                Arrays.fill(scores, 0);
                return;
            }
        }
    }

    /** Probabilities, or the number. */
    private void tell(double[] scores, double[] probabilities) {
        loss.predict(scores, 0, 1, probabilities);
        if (regression) {
            probabilities[0] = Math.max(-2 * SUREST, Math.min(2 * SUREST, probabilities[0]));
        }
    }

    @Override
    public void predict(Sample sample, double[] prediction) {
        for (int k = 0; k < prediction.length; k++) {
            prediction[k] = mixture(k);
        }
        if (regression) {
            prediction[0] = prediction[0] * sample.targetScale + sample.targetMean;
            return;
        }
        double sum = 0;
        for (double p : prediction) {
            sum += p;
        }
        for (int k = 0; k < prediction.length; k++) {
            prediction[k] /= sum;
        }
    }

    /** Of a probability, or of the number. */
    private double mixture(int k) {
        double[] weights = shares.weights();
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * probabilities[i][k];
        }
        return sum;
    }

    @Override
    public Outcome learn(Sample sample) {
        if (sample.masked) {
            return Outcome.MASKED;
        }
        double target =
                loss.target(
                        sample.label(), sample.targetMean, sample.targetScale, sample.targetBound);
        double natural = natural(sample);
        if (!(usable(sample) && Math.abs(target) <= LARGEST_NORM && natural <= LARGEST_NORM)) {
            return Outcome.REFUSED;
        }
        for (Member member : members) {
            member.learn(sample, target, natural);
        }
        for (int m = 0; natural > 0 && m < mixed.length; m++) {
            loss.gradient(mixed[m], target, slope);
            mixings.get(m).learn(scores, slope, curvature(slope[0]), natural);
        }
        // Only real samples say which opinion is worth what.
        if (!sample.synthetic) {
            weigh(target, Math.min(MOST_WEIGHT, natural));
        }
        return Outcome.LEARNED;
    }

    private boolean usable(Sample sample) {
        double[] offsets = sample.logitOffsets;
        return norm <= LARGEST_NORM
                && sample.weight >= 0
                && sample.weight * norm <= LARGEST_NORM
                && (offsets == null || Norms.finite(offsets));
    }

    /**
     * Rebalancing weighs a class, or keeps it, by a factor whose logarithm is left as its offset:
     * without it, a sample counts as it came.
     */
    private static double natural(Sample sample) {
        double[] offsets = sample.logitOffsets;
        double undone = offsets == null ? 1 : StrictMath.exp(-offsets[sample.labelClass()]);
        return sample.weight * undone;
    }

    private void weigh(double target, double weight) {
        for (int i = 0; i < likelihoods.length; i++) {
            double likelihood =
                    regression
                            ? StrictMath.exp(-Math.abs(probabilities[i][0] - target) / spread[0])
                            : probabilities[i][(int) target];
            likelihood = Math.max(LEAST_LIKELIHOOD, likelihood);
            likelihoods[i] = weight == 1 ? likelihood : StrictMath.pow(likelihood, weight);
        }
        if (regression) {
            learnSpread(target);
        }
        shares.learn(likelihoods);
        for (Evolution evolution : evolutions) {
            int changed = evolution.learn(likelihoods);
            if (changed >= 0) {
                mixings.forEach(mixing -> mixing.forget(changed));
            }
        }
    }

    private void learnSpread(double target) {
        double error = Math.abs(mixture(0) - target);
        spread[0] = Math.max(LEAST_SPREAD, spread[0] + SPREAD_RATE * (error - spread[0]));
    }

    /** Of the log loss of two classes {@code p (1 - p)}, of a squared error 1. */
    private double curvature(double slope) {
        if (regression) {
            return 1;
        }
        double p = Math.abs(slope);
        return p * (1 - p);
    }

    /** The mixture turns to what suits the stream by itself; its members start their steps anew. */
    @Override
    public void restart() {
        for (Member member : members) {
            if (member instanceof Gradient gradient) {
                gradient.restart();
            }
        }
    }
}
