package io.millrace.cli;

import io.millrace.learn.compare.BlockBootstrap;
import io.millrace.learn.compare.McNemar;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether the second of two learners, B, lost less than the first, A, by more than chance explains.
 *
 * @param means of what B lost more than A, by the name of the loss; none with fewer than two rows
 * @param mcNemar of the rows that one alone had right; null for a number
 */
record PairedTests(Map<String, BlockBootstrap> means, @Nullable McNemar mcNemar) {

    static PairedTests of(PairedLosses paired, boolean classes, long seed) {
        Map<String, BlockBootstrap> means = new LinkedHashMap<>();
        for (int kind = 0; kind < paired.names().size(); kind++) {
            double[] differences = paired.differences(kind);
            if (differences.length > 1) {
                means.put(paired.names().get(kind), BlockBootstrap.of(differences, seed));
            }
        }
        return new PairedTests(
                means, classes ? new McNemar(paired.onlyFirst(), paired.onlySecond()) : null);
    }

    /** For a script to read. */
    Map<String, Object> written() {
        Map<String, Object> written = new LinkedHashMap<>();
        means.forEach(
                (loss, mean) ->
                        written.put(
                                loss,
                                Map.of(
                                        "difference", mean.mean(),
                                        "low", mean.low(),
                                        "high", mean.high(),
                                        "pValue", mean.pValue(),
                                        "block", mean.block())));
        if (mcNemar != null) {
            written.put(
                    "mcNemar",
                    Map.of(
                            "onlyA", mcNemar.onlyFirst(),
                            "onlyB", mcNemar.onlySecond(),
                            "exactP", mcNemar.exact(),
                            "midP", mcNemar.midP()));
        }
        return written;
    }
}
