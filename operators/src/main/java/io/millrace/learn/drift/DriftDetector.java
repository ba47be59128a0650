package io.millrace.learn.drift;

import io.millrace.data.Page;

/**
 * Watches the losses of a model for a rise that is no chance. A fall is progress and no alarm, or
 * each model that is still learning would be one.
 *
 * <p>A detector is a view over arrays of a page and keeps nothing else.
 */
public sealed interface DriftDetector permits Adwin, HddmA, HddmW, PageHinkley, Dummy {

    /**
     * The detector over its arrays in a page, which begins anew where the page has none.
     *
     * @param page a part for this detector alone
     * @throws IllegalArgumentException if there is to be none
     */
    static DriftDetector bind(DriftConfig config, Page page) {
        return switch (config.detector()) {
            case ADWIN -> new Adwin(config.confidence(), page);
            case HDDM_A -> new HddmA(config.confidence(), page);
            case HDDM_W -> new HddmW(config.confidence(), config.newest(), page);
            case PAGE_HINKLEY -> new PageHinkley(config.tolerance(), config.threshold(), page);
            case DUMMY -> new Dummy(config.every(), page);
            case NONE -> throw new IllegalArgumentException("there is no detector NONE");
        };
    }

    /**
     * Takes in the loss of one sample.
     *
     * @param loss within [0, 1]
     * @return whether the loss has risen. The detector has then forgotten what was before, so that
     *     the same rise is told once
     */
    boolean observe(double loss);

    /** Forgets all losses. */
    void restart();
}
