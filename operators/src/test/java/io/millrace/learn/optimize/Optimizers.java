package io.millrace.learn.optimize;

import io.millrace.data.Page;
import io.millrace.learn.optimize.OptimizerConfig.Kind;
import java.util.stream.Stream;

/** The optimizers that tests take four steps with. */
final class Optimizers {

    static final float[][] GRADIENTS = {
        {1, -0.5f, 0.001f}, {0.5f, 0.25f, -2}, {-1.5f, 0, 3}, {0.1f, -0.1f, 0.1f}
    };

    static final OptimizerConfig SGD = OptimizerConfig.sgd(0.1);

    static final OptimizerConfig MOMENTUM = SGD.withMomentum(0.9, false);

    static final OptimizerConfig NESTEROV = SGD.withMomentum(0.9, true);

    static final OptimizerConfig ADAM = OptimizerConfig.adam(0.1);

    static final OptimizerConfig UNCORRECTED = adam(0.9, 0.999, 1e-8, false, false, false);

    static final OptimizerConfig AMSGRAD = adam(0.5, 0.9, 1e-8, true, true, false);

    static final OptimizerConfig ADAM_W = adam(0.9, 0.999, 1e-8, true, false, true);

    static final OptimizerConfig ADAGRAD = OptimizerConfig.of(Kind.ADAGRAD, 0.1);

    static final OptimizerConfig RMSPROP = OptimizerConfig.of(Kind.RMSPROP, 0.1);

    static final OptimizerConfig FTRL = OptimizerConfig.of(Kind.FTRL, 0.1);

    static final OptimizerConfig COCOB = OptimizerConfig.of(Kind.COCOB, 0.1);

    static final OptimizerConfig DOWG = OptimizerConfig.of(Kind.DOWG, 0.1);

    static final OptimizerConfig ADAMAX = OptimizerConfig.of(Kind.ADAMAX, 0.1);

    static final OptimizerConfig NADAM = OptimizerConfig.of(Kind.NADAM, 0.1);

    static final OptimizerConfig ADADELTA = OptimizerConfig.of(Kind.ADADELTA, 0.1);

    static final OptimizerConfig ADABELIEF = OptimizerConfig.of(Kind.ADABELIEF, 0.1);

    private Optimizers() {}

    static Stream<OptimizerConfig> all() {
        return Stream.of(
                SGD,
                MOMENTUM,
                NESTEROV,
                ADAM,
                UNCORRECTED,
                AMSGRAD,
                ADAM_W,
                ADAGRAD,
                RMSPROP,
                FTRL,
                sparse(0.4, 0.5),
                COCOB,
                DOWG,
                ADAMAX,
                NADAM,
                ADADELTA,
                ADABELIEF);
    }

    static OptimizerConfig adam(
            double beta1,
            double beta2,
            double epsilon,
            boolean corrected,
            boolean amsgrad,
            boolean decoupled) {
        return new OptimizerConfig(
                Kind.ADAM,
                0.1,
                0,
                false,
                beta1,
                beta2,
                epsilon,
                corrected,
                amsgrad,
                decoupled,
                ProximalConfig.defaults(),
                AggressiveConfig.defaults(),
                AverageConfig.none());
    }

    static OptimizerConfig sparse(double l1, double l2) {
        return new OptimizerConfig(
                Kind.FTRL,
                0.1,
                0,
                false,
                0.9,
                0.999,
                1e-8,
                true,
                false,
                false,
                new ProximalConfig(1, l1, l2),
                AggressiveConfig.defaults(),
                AverageConfig.none());
    }

    static float[] run(OptimizerConfig config, Page page) {
        float[] params = {1, -1, 0.5f};
        return run(Optimizer.bind(config, page, params), params);
    }

    static float[] run(Optimizer optimizer, float[] params) {
        for (float[] gradient : GRADIENTS) {
            step(optimizer, params, gradient);
        }
        return params;
    }

    static void step(Optimizer optimizer, float[] params, float[] gradient) {
        optimizer.begin(0.1, norm(gradient));
        optimizer.update(params, 0, gradient, 0, params.length, 1, 0);
    }

    static double norm(float... gradient) {
        double squared = 0;
        for (float g : gradient) {
            squared += (double) g * g;
        }
        return Math.sqrt(squared);
    }
}
