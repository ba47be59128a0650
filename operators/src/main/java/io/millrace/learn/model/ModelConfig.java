package io.millrace.learn.model;

import java.io.Serializable;
import java.util.List;

/**
 * Which model, and how its parameters start.
 *
 * @param hidden widths of the hidden layers, empty for a linear model
 * @param activation of the hidden layers
 * @param init how parameters start; biases start at 0
 * @param scale the half-width of {@code UNIFORM}, the standard deviation of {@code NORMAL}
 * @param seed of the random initialisations
 */
public record ModelConfig(
        List<Integer> hidden, Activation activation, Init init, float scale, long seed)
        implements Serializable {

    /** The non-linearity of a hidden layer. */
    public enum Activation {
        /** {@code max(0, z)}. */
        RELU {
            @Override
            void apply(float[] z) {
                for (int i = 0; i < z.length; i++) {
                    z[i] = Math.max(0, z[i]);
                }
            }

            @Override
            void applySlope(float[] a, float[] delta) {
                for (int i = 0; i < a.length; i++) {
                    delta[i] = a[i] > 0 ? delta[i] : 0;
                }
            }
        },
        /** The hyperbolic tangent. */
        TANH {
            @Override
            void apply(float[] z) {
                for (int i = 0; i < z.length; i++) {
                    double e = StrictMath.expm1(-2.0 * Math.abs(z[i]));
                    z[i] = Math.copySign((float) (-e / (e + 2)), z[i]);
                }
            }

            @Override
            void applySlope(float[] a, float[] delta) {
                for (int i = 0; i < a.length; i++) {
                    delta[i] *= 1 - a[i] * a[i];
                }
            }
        };

        /** Puts the activation of each number in its place; NaN stays NaN. */
        abstract void apply(float[] z);

        /**
         * Takes a gradient back: multiplies each delta by the derivative, told from the activation.
         */
        abstract void applySlope(float[] a, float[] delta);
    }

    /** How weights start. */
    public enum Init {
        /**
         * All zero; only for a model without hidden layers, which could not break their symmetry.
         */
        ZEROS,
        /** Uniform in [-scale, scale]. */
        UNIFORM,
        /** Gaussian with standard deviation scale. */
        NORMAL,
        /** Glorot & Bengio (AISTATS 2010): uniform within sqrt(6 / (in + out)). */
        XAVIER,
        /** He et al. (ICCV 2015): Gaussian with variance 2 / in. */
        HE
    }

    public ModelConfig {
        hidden = List.copyOf(hidden);
        if (hidden.stream().anyMatch(width -> width < 1)) {
            throw new IllegalArgumentException("hidden widths must be positive, got " + hidden);
        }
        if (!hidden.isEmpty() && init == Init.ZEROS) {
            throw new IllegalArgumentException(
                    "init zeros cannot train hidden layers: use he or xavier");
        }
        if (!(scale > 0) || Float.isInfinite(scale)) {
            throw new IllegalArgumentException("scale must be positive, got " + scale);
        }
    }

    /** A linear model that starts at zero. */
    public static ModelConfig linear() {
        return new ModelConfig(List.of(), Activation.RELU, Init.ZEROS, 0.01f, 1);
    }

    /** A multi-layer perceptron with ReLU and He initialisation. */
    public static ModelConfig mlp(Integer... hidden) {
        return new ModelConfig(List.of(hidden), Activation.RELU, Init.HE, 0.01f, 1);
    }
}
