package io.millrace.learn.clean;

import io.millrace.data.Page;
import io.millrace.data.Schema;
import io.millrace.learn.StageConfig;

/**
 * How missing and wild values are treated.
 *
 * @param missing what replaces a missing value
 * @param constant the replacement under {@link Missing#CONSTANT}, and until a first value was seen;
 *     finite
 * @param clip values further than this many standard deviations from the running mean are pulled to
 *     that bound; 0 for never, else at least 1
 */
public record CleanConfig(Missing missing, float constant, float clip)
        implements StageConfig<Cleaner> {

    /** What replaces a missing value. */
    public enum Missing {
        /** The running mean of the input. */
        MEAN,
        /** The last value seen of the input. */
        LAST,
        /** A given constant. */
        CONSTANT
    }

    public CleanConfig {
        if (!Float.isFinite(constant)) {
            throw new IllegalArgumentException("constant must be finite, got " + constant);
        }
        if (!(clip == 0 || clip >= 1) || Float.isInfinite(clip)) {
            throw new IllegalArgumentException("clip must be 0 or at least 1, got " + clip);
        }
    }

    public static CleanConfig defaults() {
        return new CleanConfig(Missing.MEAN, 0f, 0f);
    }

    @Override
    public String stage() {
        return "clean";
    }

    @Override
    public Cleaner bind(Page page, Schema schema) {
        return new Cleaner(this, page, schema);
    }
}
