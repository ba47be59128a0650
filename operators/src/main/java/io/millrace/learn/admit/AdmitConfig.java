package io.millrace.learn.admit;

import io.millrace.data.Page;
import io.millrace.data.Schema;
import io.millrace.learn.StageConfig;

/**
 * When a model is published.
 *
 * @param publishEvery samples between two snapshots of a model; 0 for none but the last
 */
public record AdmitConfig(long publishEvery) implements StageConfig<Admission> {

    public AdmitConfig {
        if (publishEvery < 0) {
            throw new IllegalArgumentException(
                    "publish every must be 0 or more, got " + publishEvery);
        }
    }

    public static AdmitConfig defaults() {
        return new AdmitConfig(10_000);
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
