package io.millrace.learn;

import io.millrace.data.Sample;

/**
 * One step of learning for one model: reads what earlier stages left on a sample, leaves its own
 * result on it, and lets the sample change its state.
 *
 * <p>A stage is made by its configuration over a {@link io.millrace.data.Page} and is a view of
 * that page: everything that influences a later sample lives in the page's arrays, and nothing else
 * does (no clock, no shared random generator). Two stages of the same configuration over equal
 * pages behave alike to the bit.
 */
public interface Stage {

    /** Handles one sample of this stage's model. Called in the order of the stream. */
    void process(Sample sample);
}
