package io.millrace.learn.model;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;

/**
 * Which model, and how its parameters start.
 *
 * @param hidden widths of the hidden layers, empty for a linear model
 * @param activation of the hidden layers
 * @param init how parameters start; biases start at 0
 * @param scale the half-width of {@code UNIFORM}, the standard deviation of {@code NORMAL}, the
 *     value of {@code CONSTANT}
 * @param seed of the random initialisations, of dropout, and of which samples are held out
 * @param dropout the chance of each unit of a hidden layer to be left out of a step, within [0, 1);
 *     see {@link Dropout}
 * @param factors of a factorisation machine, which has no hidden layers; 0 for none. They start as
 *     {@code NORMAL}
 * @param inputs what is made of the features first
 */
public record ModelConfig(
        List<Integer> hidden,
        Activation activation,
        Init init,
        float scale,
        long seed,
        double dropout,
        int factors,
        InputsConfig inputs)
        implements Serializable {

    /** The non-linearity of a hidden layer. */
    public enum Activation {
        /** {@code max(0, z)}. */
        RELU {
            @Override
            void apply(float[] z, float[] a) {
                for (int i = 0; i < z.length; i++) {
                    a[i] = Math.max(0, z[i]);
                }
            }

            @Override
            void applySlope(float[] z, float[] a, float[] delta) {
                for (int i = 0; i < z.length; i++) {
                    delta[i] = z[i] > 0 ? delta[i] : 0;
                }
            }
        },
        /** {@code z}, and a hundredth of it below 0 (Maas, Hannun, Ng, ICML 2013). */
        LEAKY_RELU {
            @Override
            void apply(float[] z, float[] a) {
                for (int i = 0; i < z.length; i++) {
                    a[i] = z[i] > 0 ? z[i] : LEAK * z[i];
                }
            }

            @Override
            void applySlope(float[] z, float[] a, float[] delta) {
                for (int i = 0; i < z.length; i++) {
                    delta[i] = z[i] > 0 ? delta[i] : LEAK * delta[i];
                }
            }
        },
        /** The hyperbolic tangent. */
        TANH {
            @Override
            void apply(float[] z, float[] a) {
                for (int i = 0; i < z.length; i++) {
                    double e = StrictMath.expm1(-2.0 * Math.abs(z[i]));
                    a[i] = Math.copySign((float) (-e / (e + 2)), z[i]);
                }
            }

            @Override
            void applySlope(float[] z, float[] a, float[] delta) {
                for (int i = 0; i < z.length; i++) {
                    delta[i] *= 1 - a[i] * a[i];
                }
            }
        },
        /** {@code z Φ(z)}, see {@link Gelu}. */
        GELU {
            @Override
            void apply(float[] z, float[] a) {
                for (int i = 0; i < z.length; i++) {
                    a[i] = (float) Gelu.at(z[i]);
                }
            }

            @Override
            void applySlope(float[] z, float[] a, float[] delta) {
                for (int i = 0; i < z.length; i++) {
                    delta[i] *= (float) Gelu.slope(z[i]);
                }
            }
        };

        private static final float LEAK = 0.01f;

        /**
         * The activation of each number; NaN stays NaN.
         *
         * @param a receives it; may be {@code z}
         */
        abstract void apply(float[] z, float[] a);

        /**
         * Takes a gradient back: multiplies each delta by the derivative.
         *
         * @param a the activation at z; another array
         */
        abstract void applySlope(float[] z, float[] a, float[] delta);
    }

    /** How weights start. */
    public enum Init {
        /**
         * All zero; only for a model without hidden layers, which could not break their symmetry.
         */
        ZEROS,
        /** All {@code scale}; likewise. */
        CONSTANT,
        /** Uniform in [-scale, scale]. */
        UNIFORM,
        /** Gaussian with standard deviation scale. */
        NORMAL,
        /** Glorot & Bengio (AISTATS 2010): uniform within sqrt(6 / (in + out)). */
        XAVIER,
        /** He et al. (ICCV 2015): Gaussian with variance 2 / in. */
        HE,
        /** Saxe, McClelland, Ganguli (ICLR 2014): see {@link Orthogonal}. */
        ORTHOGONAL;

        /** Whether units of a hidden layer start alike, and would stay so. */
        public boolean symmetric() {
            return this == ZEROS || this == CONSTANT;
        }
    }

    public ModelConfig {
        hidden = List.copyOf(hidden);
        if (hidden.stream().anyMatch(width -> width < 1)) {
            throw new IllegalArgumentException("hidden widths must be positive, got " + hidden);
        }
        if (!hidden.isEmpty() && init.symmetric()) {
            throw new IllegalArgumentException(
                    "init "
                            + init.name().toLowerCase(Locale.ROOT)
                            + " cannot train hidden layers: use he or xavier");
        }
        if (!(dropout >= 0 && dropout < 1)) {
            throw new IllegalArgumentException("dropout must be within [0, 1), got " + dropout);
        }
        if (dropout > 0 && hidden.isEmpty()) {
            throw new IllegalArgumentException("dropout needs hidden layers, whose units it drops");
        }
        if (factors < 0) {
            throw new IllegalArgumentException("factors must be 0 or more, got " + factors);
        }
        if (factors > 0 && !hidden.isEmpty()) {
            throw new IllegalArgumentException(
                    "a factorisation machine has no hidden layers, got factors "
                            + factors
                            + " and hidden "
                            + hidden);
        }
        if (!(scale > 0) || Float.isInfinite(scale)) {
            throw new IllegalArgumentException("scale must be positive, got " + scale);
        }
    }

    /** Without dropout. */
    public ModelConfig(
            List<Integer> hidden, Activation activation, Init init, float scale, long seed) {
        this(hidden, activation, init, scale, seed, 0);
    }

    /** With inputs as they are. */
    public ModelConfig(
            List<Integer> hidden,
            Activation activation,
            Init init,
            float scale,
            long seed,
            double dropout) {
        this(hidden, activation, init, scale, seed, dropout, 0, InputsConfig.plain());
    }

    /** A linear model that starts at zero. */
    public static ModelConfig linear() {
        return new ModelConfig(List.of(), Activation.RELU, Init.ZEROS, 0.01f, 1);
    }

    /** A factorisation machine of so many factors whose weights start at zero. */
    public static ModelConfig factorisationMachine(int factors) {
        return new ModelConfig(
                List.of(), Activation.RELU, Init.ZEROS, 0.01f, 1, 0, factors, InputsConfig.plain());
    }

    /** The same over other inputs. */
    public ModelConfig with(InputsConfig inputs) {
        return new ModelConfig(hidden, activation, init, scale, seed, dropout, factors, inputs);
    }

    /** A multi-layer perceptron with ReLU and He initialisation. */
    public static ModelConfig mlp(Integer... hidden) {
        return new ModelConfig(List.of(hidden), Activation.RELU, Init.HE, 0.01f, 1);
    }
}
