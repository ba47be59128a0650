package io.millrace.learn.optimize;

import io.millrace.data.Page;

/**
 * Moves parameters against their gradient. An optimizer is a view over arrays of a page and keeps
 * nothing else that matters from one step to the next.
 *
 * <p>One step is {@link #begin} and then {@link #update} on each stretch of parameters that has a
 * gradient. Parameters that get no {@code update} in a step, the inputs of the sparse tail that no
 * sample of the batch has, stay as they are, and so do their moments: what other libraries call
 * {@code LazyAdam} or {@code SparseAdam}. The dense rule would let them drift on their old momentum
 * at a cost of the whole width a sample; a step that touches every parameter is the dense rule to
 * the bit.
 */
public sealed interface Optimizer
        permits Sgd,
                Momentum,
                Adam,
                AdaGrad,
                RmsProp,
                FtrlProximal,
                CoinBetting,
                DoWG,
                Nd4jOptimizer {

    /**
     * The optimizer over its arrays in a page, which start at zero where the page has none.
     *
     * @param params the parameters that it moves, as they are now
     * @throws io.millrace.data.PageMismatchException if an array holds what no run can have left: a
     *     number that is not finite, a negative mean of squares
     */
    static Optimizer bind(OptimizerConfig config, Page page, float[] params) {
        return switch (config.kind()) {
            case SGD ->
                    config.momentum() == 0 ? new Sgd() : new Momentum(config, page, params.length);
            case ADAM -> new Adam(config, page, params.length);
            case ADAGRAD -> new AdaGrad(config, page, params.length);
            case RMSPROP -> new RmsProp(config, page, params.length);
            case FTRL -> new FtrlProximal(config, page, params.length);
            case COCOB -> new CoinBetting(page, params);
            case DOWG -> new DoWG(page, params);
            case ADAMAX, NADAM, ADADELTA, ADABELIEF ->
                    new Nd4jOptimizer(config, page, params.length);
            case NORMALIZED_ADAPTIVE, PA_I, PA_II ->
                    throw new IllegalArgumentException(config.kind() + " reads the features");
        };
    }

    /**
     * Loads what it needs besides plain Java, which is else done by its first step.
     *
     * @throws LinkageError if that is missing
     */
    default void load() {}

    /**
     * A bound on how far a step could move any parameter. Holds if all steps so far, and this one,
     * were taken with gradients that had an acceptable bound.
     *
     * @param gradient no component of the gradient is larger, 0 or more
     * @param rate the learning rate of the step
     */
    double largestMove(double gradient, double rate);

    /**
     * Starts a step.
     *
     * @param rate the learning rate
     * @param norm the Euclidean norm of the gradient, or a bound on it, 0 or more
     */
    void begin(double rate, double norm);

    /**
     * Moves the parameters {@code at .. at+length-1} by the gradient {@code scale * direction[from
     * + i] + l2 * params[at + i]}.
     *
     * <p>This one kernel serves a whole gradient (scale 1) and the outer product of features and
     * score gradient that a linear model has for one sample, which is thus never written down.
     *
     * @param l2 strength of the penalty on these parameters, 0 for biases
     */
    void update(
            float[] params, int at, float[] direction, int from, int length, float scale, float l2);

    /**
     * Forgets all that it learned of gradients, and goes on from the parameters as they are like a
     * new optimizer. What only ever shrinks a step (sums of squares) or only ever grows (the
     * distance from an anchor) fits the stream that it came from; after a drift it is in the way.
     */
    void restart(float[] params);
}
