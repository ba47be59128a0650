package io.millrace.learn;

import io.millrace.data.Page;
import io.millrace.data.Schema;
import java.io.Serializable;

/**
 * How a stage is to work: immutable, checked on construction.
 *
 * @param <S> the stage that it configures
 */
public interface StageConfig<S> extends Serializable {

    /** The stage's name, also that of its page: a lower-case verb. */
    String stage();

    /**
     * The stage over a page: an empty one for a new model, or the one that an earlier run left.
     *
     * @throws io.millrace.data.PageMismatchException if the page was written under a configuration
     *     that does not fit this one
     */
    S bind(Page page, Schema schema);
}
