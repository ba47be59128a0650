package io.millrace.cli;

import io.millrace.config.SearchSpace;
import io.millrace.config.SearchSpace.Dimension;
import io.millrace.learn.Chance;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The settings to try, drawn from a search space or all points of its grid. */
final class Trials {

    /** Draws that are made before a space counts as exhausted, for each trial that is wanted. */
    private static final int DRAWS = 20;

    private final SearchSpace space;
    private final Map<String, String> base;
    private final Set<String> fixed;

    /**
     * @param base the value of each key where it is not varied
     * @param fixed keys that are not to be varied
     */
    Trials(SearchSpace space, Map<String, String> base, Set<String> fixed) {
        this.space = space;
        this.base = Map.copyOf(base);
        this.fixed = Set.copyOf(fixed);
    }

    /**
     * Different settings by chance, a function of the seed.
     *
     * @return as many as are wanted, or fewer if the space hardly has them
     */
    List<Map<String, String>> random(long seed, int trials) {
        Set<Map<String, String>> settings = new LinkedHashSet<>();
        for (int i = 0; settings.size() < trials && i < DRAWS * (long) trials; i++) {
            settings.add(draw(Chance.mix(seed, i)));
        }
        return List.copyOf(settings);
    }

    /** A draw of a key hangs on its name: one more dimension does not change the others. */
    private Map<String, String> draw(long seed) {
        Map<String, String> drawn = new LinkedHashMap<>();
        for (Dimension dimension : space.dimensions()) {
            if (varies(dimension, drawn)) {
                long draw = Chance.of(seed, dimension.key());
                drawn.put(dimension.key(), dimension.domain().draw(draw));
            }
        }
        return drawn;
    }

    private boolean varies(Dimension dimension, Map<String, String> drawn) {
        return !fixed.contains(dimension.key())
                && !drawn.containsKey(dimension.key())
                && dimension.applies(key -> drawn.getOrDefault(key, base.get(key)));
    }

    /**
     * All points of the grid, in the order of the space.
     *
     * @param most how many may be made
     * @return at most one more than that
     */
    List<Map<String, String>> grid(int most) {
        List<Map<String, String>> points = new ArrayList<>();
        grid(0, Map.of(), most, points);
        return points;
    }

    private void grid(
            int next, Map<String, String> drawn, int most, List<Map<String, String>> points) {
        if (points.size() > most) {
            return;
        }
        if (next == space.dimensions().size()) {
            points.add(drawn);
            return;
        }
        Dimension dimension = space.dimensions().get(next);
        if (!varies(dimension, drawn)) {
            grid(next + 1, drawn, most, points);
            return;
        }
        for (String value : dimension.domain().grid()) {
            Map<String, String> longer = new LinkedHashMap<>(drawn);
            longer.put(dimension.key(), value);
            grid(next + 1, longer, most, points);
        }
    }
}
