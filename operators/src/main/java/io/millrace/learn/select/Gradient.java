package io.millrace.learn.select;

import io.millrace.data.Page;
import io.millrace.data.Sample;
import io.millrace.data.Schema;
import io.millrace.data.Target;
import io.millrace.learn.Chance;
import io.millrace.learn.model.ModelConfig;
import io.millrace.learn.optimize.OptimizerConfig;
import io.millrace.learn.schedule.ScheduleConfig;
import io.millrace.learn.train.GradientModel;
import io.millrace.learn.train.TrainConfig;
import java.util.List;
import java.util.Locale;

/**
 * A model that learns by gradients, row by row, as it would alone. Its rate is state: it may become
 * a copy of another of its kind with another rate.
 */
final class Gradient implements Member {

    /** Which model, and which steps. */
    enum Kind {
        /**
         * Linear, each step divided by half the squared norm of the features (and of the 1 of the
         * bias): with a rate of 0.5 the score of a squared error lands on the target (NLMS: Nagumo
         * & Noda, "A learning method for system identification", IEEE TAC 1967). Large rates follow
         * the stream fast and forget as fast.
         */
        NORMALISED_SGD(0, "linear, normalised SGD"),
        /** Linear, Adam. */
        ADAM(0, "linear, Adam"),
        /** One hidden layer, Adam. */
        NETWORK(32, "32 hidden units, Adam"),
        /** A wider one. */
        WIDE_NETWORK(64, "64 hidden units, Adam");

        private final int hidden;
        private final String noun;

        Kind(int hidden, String noun) {
            this.hidden = hidden;
            this.noun = noun;
        }

        /** Hidden units, 0 for a linear model. */
        int hidden() {
            return hidden;
        }
    }

    private static final double SLOWEST = 1e-4;
    private static final double FASTEST = 1;

    /**
     * The longest rate times weight: there a squared error is gone, and a longer step overshoots.
     */
    private static final double TO_THE_TARGET = 0.5;

    /** A log loss is flat where it is wrong, so that longer steps do no harm. */
    private static final double LONGEST = 10;

    private final List<String> names;
    private final Page page;
    private final Schema schema;
    private final long seed;
    private final double longest;
    private final Kind kind;
    private final double[] rate;
    private GradientModel model;

    /**
     * @param slot its name whatever it becomes
     * @param kind at first
     * @param rate at first
     */
    Gradient(String slot, Page page, Schema schema, Kind kind, double rate, long seed) {
        this.names = List.of(slot);
        this.page = page;
        this.schema = schema;
        this.seed = seed;
        this.longest = schema.target() instanceof Target.Regression ? TO_THE_TARGET : LONGEST;
        this.kind = kind;
        boolean begun = page.has("rate");
        this.rate = page.doubles("rate", 1);
        if (!begun) {
            this.rate[0] = rate;
        }
        this.model = bind();
    }

    private GradientModel bind() {
        return new GradientModel(config(), page.part("model"), schema);
    }

    private TrainConfig config() {
        OptimizerConfig optimizer =
                kind == Kind.NORMALISED_SGD
                        ? OptimizerConfig.sgd(rate[0])
                        : OptimizerConfig.adam(rate[0]);
        return new TrainConfig(
                model(),
                optimizer,
                ScheduleConfig.constant(),
                1,
                1,
                0,
                10,
                0,
                TrainConfig.Compute.LOOPS);
    }

    private ModelConfig model() {
        if (kind.hidden == 0) {
            return ModelConfig.linear();
        }
        // He et al., with the inputs that are not 0 in place of all.
        int active = Categories.active(schema) + 1;
        return new ModelConfig(
                List.of(kind.hidden),
                ModelConfig.Activation.RELU,
                ModelConfig.Init.NORMAL,
                (float) Math.sqrt(2.0 / active),
                seed);
    }

    /**
     * Becomes a copy of another of its kind with a rate up to four times as large or as small.
     *
     * @param draw says which
     */
    void become(Gradient other, long draw) {
        Page from = other.page.part("model").copy();
        from.arrays().forEach(page.part("model")::put);
        double factor = StrictMath.pow(4, 2 * Chance.uniform(draw) - 1);
        rate[0] = Math.max(SLOWEST, Math.min(FASTEST, factor * other.rate[0]));
        model = bind();
    }

    @Override
    public List<String> names() {
        return names;
    }

    void restart() {
        model.restart();
    }

    @Override
    public String description(int opinion) {
        return String.format(Locale.ROOT, "%s, rate %.3g", kind.noun, rate[0]);
    }

    @Override
    public void score(Sample sample, double[][] scores, int at) {
        model.score(sample);
        System.arraycopy(model.raw(), 0, scores[at], 0, scores[at].length);
    }

    @Override
    public void learn(Sample sample, double target, double natural) {
        double weight = sample.weight;
        if (kind == Kind.NORMALISED_SGD) {
            double norm = model.norm();
            weight = 2 * Math.min(weight, longest / rate[0]) / (norm * norm);
        }
        model.learn(sample, weight);
    }
}
