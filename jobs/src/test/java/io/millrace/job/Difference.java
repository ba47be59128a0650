package io.millrace.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is missing (-) and what is too much (+) in a collection in which each thing counts. */
final class Difference {

    private Difference() {}

    static List<String> of(List<String> actual, List<String> expected) {
        Map<String, Integer> surplus = new TreeMap<>();
        actual.forEach(trace -> surplus.merge(trace, 1, Integer::sum));
        expected.forEach(trace -> surplus.merge(trace, -1, Integer::sum));
        List<String> difference = new ArrayList<>();
        surplus.forEach(
                (trace, count) -> {
                    if (count != 0) {
                        difference.add((count < 0 ? "- " : "+ ") + trace);
                    }
                });
        return difference;
    }
}
