package io.millrace.cli;

import io.millrace.data.Page;
import io.millrace.data.Schema;
import io.millrace.learn.train.TrainConfig;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Which inputs weigh most in a linear model of one score. */
final class Telling {

    /** An input by its readable name, and its weight on the scaled input. */
    record Weight(String input, float weight) {}

    private Telling() {}

    /** The heaviest weights first; none if the model is not one of a weight an input. */
    static List<Weight> weights(Schema schema, TrainConfig train, List<Page> pages, int most) {
        if (!train.model().hidden().isEmpty() || schema.target().size() > 2) {
            return List.of();
        }
        List<String> names = schema.inputNames();
        return pages.stream()
                .filter(page -> page.stage().equals(train.stage()))
                .map(page -> page.arrays().get("params"))
                .filter(params -> params instanceof float[] p && p.length == names.size() + 1)
                .map(float[].class::cast)
                .flatMap(
                        p ->
                                IntStream.range(0, names.size())
                                        .mapToObj(i -> new Weight(names.get(i), p[i])))
                .sorted(Comparator.comparingDouble(w -> -Math.abs(w.weight())))
                .limit(most)
                .toList();
    }
}
