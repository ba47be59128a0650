package io.millrace.data;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects a whole model at one point of the stream: each stage adds a copy of its page as the
 * event passes.
 */
public final class Snapshot implements LearningEvent {

    private final String key;
    private final long version;
    private final List<Page> pages = new ArrayList<>();

    /**
     * @param version counts up from 1 for each model, also over restarts
     */
    public Snapshot(String key, long version) {
        this.key = key;
        this.version = version;
    }

    @Override
    public String key() {
        return key;
    }

    public long version() {
        return version;
    }

    /** The pages so far, in the order of the stages. */
    public List<Page> pages() {
        return pages;
    }

    /** Adds a stage's page, which must be a copy that nobody changes any more. */
    public void add(Page page) {
        pages.add(page);
    }
}
