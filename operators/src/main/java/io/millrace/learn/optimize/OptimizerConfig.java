package io.millrace.learn.optimize;

import java.io.Serializable;

/**
 * Which optimizer.
 *
 * @param kind the update rule
 * @param learningRate base rate, multiplied by the schedule; positive; not used by a kind without
 *     one
 * @param momentum of {@code SGD}, within [0, 1)
 * @param nesterov whether that momentum is Nesterov's
 * @param beta1 decay of the first moment of {@code ADAM}, {@code ADAMAX}, {@code NADAM} and {@code
 *     ADABELIEF}, within [0, 1)
 * @param beta2 decay of the mean of squares of the same and of {@code RMSPROP} and {@code
 *     ADADELTA}, within [0, 1); for {@code ADAM} above {@code beta1²}
 * @param epsilon added to the root of the squares, or to them; positive
 * @param biasCorrection whether {@code ADAM}'s moments are corrected for starting at zero
 * @param amsgrad whether {@code ADAM} divides by the largest second moment so far
 * @param decoupled whether {@code ADAM} takes the L2 penalty off the weights beside the step
 *     (AdamW) instead of adding it to the gradient
 * @param proximal of {@code FTRL}
 * @param aggressive of {@code PA_I} and {@code PA_II}
 * @param average what is served: the parameters as they are, or their average
 */
public record OptimizerConfig(
        Kind kind,
        double learningRate,
        double momentum,
        boolean nesterov,
        double beta1,
        double beta2,
        double epsilon,
        boolean biasCorrection,
        boolean amsgrad,
        boolean decoupled,
        ProximalConfig proximal,
        AggressiveConfig aggressive,
        AverageConfig average)
        implements Serializable {

    /** An update rule. */
    public enum Kind {
        /** Stochastic gradient descent; gradient descent when a batch is the whole data. */
        SGD,
        /** Kingma & Ba, ICLR 2015. */
        ADAM,
        /** Duchi, Hazan & Singer, JMLR 2011. */
        ADAGRAD,
        /** Tieleman & Hinton, 2012. */
        RMSPROP,
        /** FTRL-Proximal: McMahan et al., KDD 2013. */
        FTRL,
        /** Coin betting, without a learning rate: Orabona & Tommasi, NIPS 2017. */
        COCOB,
        /** Distance over weighted gradients, without a learning rate: Khaled et al., 2023. */
        DOWG,
        /** Linear models row by row, whatever the scale of the inputs: Ross et al., UAI 2013. */
        NORMALIZED_ADAPTIVE,
        /** Linear models row by row, by the margin: Crammer et al., JMLR 2006. */
        PA_I,
        /** Likewise, with a softer limit. */
        PA_II,
        /** Kingma & Ba, ICLR 2015; by ND4J, like those that follow. */
        ADAMAX,
        /** Dozat, ICLR workshop 2016. */
        NADAM,
        /** Zeiler, 2012; without a learning rate. */
        ADADELTA,
        /** Zhuang et al., NeurIPS 2020. */
        ADABELIEF;

        /** Whether it reads the features, which only a linear model that learns by rows has. */
        public boolean byFeatures() {
            return this == NORMALIZED_ADAPTIVE || this == PA_I || this == PA_II;
        }

        /** Whether ND4J carries it out. */
        public boolean byNd4j() {
            return this == ADAMAX || this == NADAM || this == ADADELTA || this == ADABELIEF;
        }

        /** Whether its steps have a rate and begin at the parameters, whatever moved them. */
        public boolean constrainable() {
            return !(byFeatures() || this == COCOB || this == DOWG);
        }

        /** Whether it is told how far to go. */
        public boolean hasRate() {
            return switch (this) {
                case COCOB, DOWG, PA_I, PA_II, ADADELTA -> false;
                default -> true;
            };
        }

        /** A learning rate to begin with, for features in standard units. */
        public double usualRate() {
            return switch (this) {
                case ADAGRAD, FTRL -> 0.1;
                case NORMALIZED_ADAPTIVE -> 0.5;
                default -> 0.01;
            };
        }

        /** A decay of the mean of squares to begin with. */
        public double usualBeta2() {
            return switch (this) {
                case RMSPROP -> 0.9;
                case ADADELTA -> 0.95;
                default -> 0.999;
            };
        }
    }

    public OptimizerConfig {
        requirePositive("learning rate", learningRate);
        requireFraction("momentum", momentum);
        requireFraction("beta1", beta1);
        requireFraction("beta2", beta2);
        requirePositive("epsilon", epsilon);
        if (kind == Kind.ADAM && beta1 * beta1 >= beta2) {
            throw new IllegalArgumentException(
                    "beta2 must be above beta1 squared, or steps have no bound; got beta1 "
                            + beta1
                            + " and beta2 "
                            + beta2);
        }
    }

    static void requirePositive(String name, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + " must be positive, got " + value);
        }
    }

    private static void requireFraction(String name, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(name + " must be within [0, 1), got " + value);
        }
    }

    /**
     * What the optimizer keeps from one step to the next: {@code none}, {@code velocity}, {@code
     * moments}, or what the kind alone keeps. It can go on from what another of the same memory
     * left.
     */
    public String memory() {
        return switch (kind) {
            case SGD -> momentum > 0 ? "velocity" : "none";
            case ADAM -> "moments";
            case PA_I, PA_II -> "none";
            default -> kind.name();
        };
    }

    /** A kind at its defaults. */
    public static OptimizerConfig of(Kind kind, double learningRate) {
        return new OptimizerConfig(
                kind,
                learningRate,
                0,
                false,
                0.9,
                kind.usualBeta2(),
                1e-8,
                true,
                false,
                false,
                ProximalConfig.defaults(),
                AggressiveConfig.defaults(),
                AverageConfig.none());
    }

    public static OptimizerConfig sgd(double learningRate) {
        return of(Kind.SGD, learningRate);
    }

    public static OptimizerConfig adam(double learningRate) {
        return of(Kind.ADAM, learningRate);
    }

    /** The same with momentum. */
    public OptimizerConfig withMomentum(double value, boolean byNesterov) {
        return with(value, byNesterov, aggressive, average);
    }

    /** The same, as aggressive as this. */
    public OptimizerConfig with(AggressiveConfig other) {
        return with(momentum, nesterov, other, average);
    }

    /** The same, serving an average. */
    public OptimizerConfig with(AverageConfig other) {
        return with(momentum, nesterov, aggressive, other);
    }

    private OptimizerConfig with(
            double momentum, boolean nesterov, AggressiveConfig aggressive, AverageConfig average) {
        return new OptimizerConfig(
                kind,
                learningRate,
                momentum,
                nesterov,
                beta1,
                beta2,
                epsilon,
                biasCorrection,
                amsgrad,
                decoupled,
                proximal,
                aggressive,
                average);
    }
}
