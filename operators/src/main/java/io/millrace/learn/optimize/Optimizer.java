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
public sealed interface Optimizer permits Sgd, Momentum, Adam {

    /**
     * The optimizer over its arrays in a page, which start at zero where the page has none.
     *
     * @param parameters how many numbers it moves
     * @throws io.millrace.data.PageMismatchException if an array holds what no run can have left: a
     *     number that is not finite, a negative mean of squares
     */
    static Optimizer bind(OptimizerConfig config, Page page, int parameters) {
        return switch (config.kind()) {
            case SGD ->
                    config.momentum() == 0
                            ? new Sgd()
                            : new Momentum((float) config.momentum(), page, parameters);
            case ADAM -> new Adam(config, page, parameters);
        };
    }

    /**
     * A bound on how far a step could move any parameter. Holds if all steps so far, and this one,
     * were taken with gradients that had an acceptable bound.
     *
     * @param gradient no component of the gradient is larger, 0 or more
     * @param rate the learning rate of the step
     */
    double largestMove(double gradient, double rate);

    /** Starts a step of this learning rate. */
    void begin(double rate);

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
}
