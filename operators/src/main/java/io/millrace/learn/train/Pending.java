package io.millrace.learn.train;

import io.millrace.data.Page;
import io.millrace.data.PageMismatchException;

/**
 * The samples that wait in a mini-batch that is not full: the arrays {@code pending*} of a page.
 * Their room is that of one batch size. Another batch size can have it only while none waits;
 * samples that do would be lost, or be learned late.
 */
final class Pending {

    static final String PREFIX = "pending";

    /** How many wait. */
    static final String SIZE = PREFIX + "Size";

    /** Their targets: as many as there is room for. */
    static final String TARGETS = PREFIX + "Targets";

    /** The draws of their dropout, if there is any. */
    static final String DRAWS = PREFIX + "Draws";

    private Pending() {}

    /**
     * Drops room of another size than is asked for.
     *
     * @param room samples that there is to be room for, 0 for none
     * @param batchSize as configured
     * @throws PageMismatchException if samples wait there
     */
    static void fit(Page page, int room, int batchSize) {
        int kept = page.arrays().get(TARGETS) instanceof double[] targets ? targets.length : 0;
        if (kept == 0 || kept == room) {
            return;
        }
        int waiting = page.ints(SIZE, 1)[0];
        if (waiting != 0) {
            throw new PageMismatchException(
                    String.format(
                            "page '%s' holds %d samples of a mini-batch of %d that is not full,"
                                    + " which a train.batch-size of %d has no place for: set"
                                    + " train.batch-size back to %d, or start without the state,"
                                    + " from a model file",
                            page.stage(), waiting, kept, batchSize, kept));
        }
        page.removeIf(name -> name.startsWith(PREFIX));
    }
}
