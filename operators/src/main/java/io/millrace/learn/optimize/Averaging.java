package io.millrace.learn.optimize;

import io.millrace.data.Page;
import org.jspecify.annotations.Nullable;

/**
 * An average a of the parameters w of each step t = 1, 2, ... behind the first that count:
 *
 * <pre>
 * a += max(1/t, 1 - 2^(-1/half-life)) (w - a)
 * </pre>
 *
 * <p>Without the half-life this is the uniform average (Polyak & Juditsky, "Acceleration of
 * Stochastic Approximation by Averaging", SIAM J. Control Optim. 30, 1992; of the tail alone: Jain
 * et al., JMLR 18, 2018); with it, uniform until as many steps went in as the exponential average
 * weighs. In a stream that changes, only the exponential average follows. No share is below {@value
 * #LEAST}: less would get lost in the rounding of a float.
 *
 * <p>What is served and published as the parameters is the average; the parameters that the
 * optimizer moves stand beside it as the array {@value #ITERATE} of the page. Every step costs a
 * pass over all parameters, also for a sample that has few of them.
 */
public final class Averaging {

    private static final String ITERATE = "iterate";
    private static final String STEPS = "iterate.steps";
    private static final double LEAST = 0x1p-20;

    private final float[] average;
    private final float[] iterate;
    private final long[] steps;
    private final long after;
    private final double least;

    private Averaging(AverageConfig config, Page page, float[] params) {
        this.average = params;
        this.iterate = Moments.bindAnchor(page, ITERATE, params);
        this.steps = page.longs(STEPS, 1);
        this.after = config.after();
        this.least =
                config.kind() == AverageConfig.Kind.UNIFORM
                        ? LEAST
                        : Math.max(
                                LEAST, -StrictMath.expm1(-StrictMath.log(2) / config.halfLife()));
    }

    /**
     * The average over its arrays in a page, null if there is to be none.
     *
     * @param params the parameters that are served, of which the average is to be kept
     */
    public static @Nullable Averaging bind(AverageConfig config, Page page, float[] params) {
        if (config.kind() == AverageConfig.Kind.NONE) {
            // What an earlier average left would be stale once there is one again.
            page.removeIf(name -> name.equals(ITERATE) || name.equals(STEPS));
            return null;
        }
        return new Averaging(config, page, params);
    }

    /** The parameters for an optimizer to move. */
    public float[] iterate() {
        return iterate;
    }

    /** Takes in the parameters after a step. */
    public void step() {
        long counted = ++steps[0] - after;
        if (counted <= 1) {
            System.arraycopy(iterate, 0, average, 0, average.length);
            return;
        }
        float share = (float) Math.max(1.0 / counted, least);
        for (int i = 0; i < average.length; i++) {
            average[i] += share * (iterate[i] - average[i]);
        }
    }

    /** Forgets the steps before: the next alone is the average. */
    public void restart() {
        steps[0] = after;
    }
}
