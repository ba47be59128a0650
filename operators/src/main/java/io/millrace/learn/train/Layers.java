package io.millrace.learn.train;

import io.millrace.learn.model.Layer;
import io.millrace.learn.model.LoopLayer;
import io.millrace.learn.model.nd4j.Nd4jLayer;

/**
 * Chooses what carries out the matrix products of each layer, as a function of the configuration
 * and the shape alone, so that a restart chooses alike.
 *
 * <p>Microseconds of CPU for forward and backward of one layer (one core of a server, JDK 17, ND4J
 * 1.0.0-M2.1):
 *
 * <pre>
 *  rows    in   out  products   loops    ND4J
 *     1   300    64     19200      42      83
 *     1  1000   256    256000     563     680
 *     2   300    64     38400      82      84
 *     4    64    64     16384      35      47
 *    32    64     8     16384      54      42
 *   256    30     1      7680      43      52
 *    32    30    64     61440      97      59
 *   256    30    10     76800     250      61
 *   256    30    64    491520    1051     116
 *   256  1000    10   2560000    8071     757
 * </pre>
 *
 * <p>ND4J costs about 40 µs before it begins, and a copy of the weights in and of their gradient
 * out, which a single row never pays back.
 */
final class Layers {

    private static final int ROWS = 4;
    private static final long PRODUCTS = 20_000;

    private Layers() {}

    static Layer.Factory of(TrainConfig.Compute compute) {
        return switch (compute) {
            case LOOPS -> LoopLayer::new;
            case ND4J -> Layers::nd4j;
            case AUTO -> Layers::cheaper;
        };
    }

    private static Layer cheaper(int rows, int in, int out, int weights) {
        return rows >= ROWS && (long) rows * in * out >= PRODUCTS
                ? nd4j(rows, in, out, weights)
                : new LoopLayer(rows, in, out, weights);
    }

    /** The only place that loads ND4J. */
    private static Layer nd4j(int rows, int in, int out, int weights) {
        try {
            return Nd4jLayer.of(rows, in, out, weights);
        } catch (LinkageError e) {
            throw new MissingNd4jException(e, "set train.compute to loops");
        }
    }
}
