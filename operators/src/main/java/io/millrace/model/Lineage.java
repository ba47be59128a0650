package io.millrace.model;

import io.millrace.data.Page;
import io.millrace.data.Snapshot;
import io.millrace.data.Target;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a model has learned from.
 *
 * @param samples samples admitted before this version
 * @param classes how many of them were of each class, in the order of the classes; empty for a
 *     regression
 * @param sources the stretches of the source they came from
 */
public record Lineage(long samples, Map<String, Long> classes, List<Source> sources) {

    /**
     * A stretch of the source.
     *
     * @param partition partition of the topic, 0 for a file
     * @param firstOffset of the first sample (or its line)
     * @param lastOffset of the last
     */
    public record Source(long partition, long firstOffset, long lastOffset) {}

    public Lineage {
        classes = Collections.unmodifiableMap(new LinkedHashMap<>(classes));
        sources = List.copyOf(sources);
    }

    /** As admission and rebalancing counted it. */
    static Lineage of(Snapshot snapshot, Target target) {
        long[] admitted = longs(snapshot, "admit", "admitted");
        return new Lineage(
                admitted.length == 0 ? 0 : admitted[0],
                classes(longs(snapshot, "rebalance", "samples"), target),
                sources(snapshot));
    }

    private static Map<String, Long> classes(long[] samples, Target target) {
        Map<String, Long> classes = new LinkedHashMap<>();
        if (target instanceof Target.Classification c) {
            for (int k = 0; k < samples.length; k++) {
                classes.put(c.classes().get(k), samples[k]);
            }
        }
        return classes;
    }

    private static List<Source> sources(Snapshot snapshot) {
        long[] partitions = longs(snapshot, "admit", "partitions");
        long[] first = longs(snapshot, "admit", "firstOffsets");
        long[] last = longs(snapshot, "admit", "lastOffsets");
        List<Source> sources = new ArrayList<>();
        for (int i = 0; i < partitions.length; i++) {
            sources.add(new Source(partitions[i], first[i], last[i]));
        }
        return sources;
    }

    private static long[] longs(Snapshot snapshot, String stage, String name) {
        for (Page page : snapshot.pages()) {
            if (page.stage().equals(stage) && page.arrays().get(name) instanceof long[] array) {
                return array;
            }
        }
        return new long[0];
    }
}
