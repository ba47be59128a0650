package io.millrace.learn.rebalance;

import io.millrace.data.Page;
import io.millrace.data.Sample;
import io.millrace.data.Schema;
import io.millrace.learn.Stage;
import java.util.List;

/** Placeholder: the contract only. */
public final class Rebalancer implements Stage {

    Rebalancer(RebalanceConfig config, Page page, Schema schema) {}

    @Override
    public void process(Sample sample) {}

    /**
     * Synthetic samples to learn right after this one, which was just processed; mostly none. Each
     * owns its arrays, and carries the same key, class, weight and offsets.
     */
    public List<Sample> augment(Sample sample) {
        return List.of();
    }
}
