package io.millrace.learn.admit;

import io.millrace.data.Page;
import io.millrace.data.Schema;
import io.millrace.learn.StageConfig;

/**
 * Which samples a model takes in, and when it is published.
 *
 * @param publishEvery samples between two snapshots of a model; 0 for none but the last
 * @param deduplicate how many of the last ids of a model are remembered, to refuse a sample whose
 *     id is among them; 0 to take every sample in. May change under kept state: the newest ids that
 *     still have room are kept
 */
public record AdmitConfig(long publishEvery, int deduplicate) implements StageConfig<Admission> {

    /** The most ids to remember: 80 MB of state for each model. */
    public static final int MOST_IDS = 10_000_000;

    public AdmitConfig {
        if (publishEvery < 0) {
            throw new IllegalArgumentException(
                    "publish every must be 0 or more, got " + publishEvery);
        }
        if (deduplicate < 0 || deduplicate > MOST_IDS) {
            throw new IllegalArgumentException(
                    String.format(
                            "the ids to remember must be 0 to %d, got %d", MOST_IDS, deduplicate));
        }
    }

    public static AdmitConfig defaults() {
        return new AdmitConfig(10_000, 0);
    }

    @Override
    public String stage() {
        return "admit";
    }

    @Override
    public Admission bind(Page page, Schema schema) {
        return new Admission(this, page);
    }
}
