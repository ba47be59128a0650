package io.millrace.cli;

import io.millrace.config.SearchSpace;
import io.millrace.config.SearchSpace.Dimension;
import io.millrace.learn.Chance;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The settings to try, drawn from a search space or all points of its grid. */
final class Trials {

    /** Draws that are made before a space counts as exhausted, for each trial that is wanted. */
    private static final int DRAWS = 20;

    private final SearchSpace space;
    private final Set<String> fixed;
    private final Set<String> varied;
    private final Map<String, String> undrawn;

    /**
     * @param configured the value of each key where no trial varies it
     * @param defaults the value of each key in a trial that does not draw it, where others do
     * @param fixed keys and sections that are not to be varied
     */
    Trials(
            SearchSpace space,
            Map<String, String> configured,
            Map<String, String> defaults,
            Set<String> fixed) {
        this.space = space;
        this.fixed = Set.copyOf(fixed);
        this.varied = varied(configured, defaults);
        this.undrawn = new HashMap<>(configured);
        for (String key : varied) {
            undrawn.remove(key);
            if (defaults.containsKey(key)) {
                undrawn.put(key, defaults.get(key));
            }
        }
    }

    /** The keys of dimensions whose conditions can hold, by what those above can be. */
    private Set<String> varied(Map<String, String> configured, Map<String, String> defaults) {
        Map<String, Set<String>> possible = new HashMap<>();
        Set<String> keys = new LinkedHashSet<>();
        configured.forEach((key, value) -> possible.put(key, Set.of(value)));
        for (Dimension dimension : space.dimensions()) {
            String key = dimension.key();
            if (!isFixed(key) && dimension.canApply(possible)) {
                Set<String> values = new HashSet<>(dimension.domain().grid());
                values.addAll(
                        keys.add(key)
                                ? Optional.ofNullable(defaults.get(key)).stream().toList()
                                : possible.getOrDefault(key, Set.of()));
                possible.put(key, values);
            }
        }
        return keys;
    }

    private boolean isFixed(String key) {
        return fixed.stream().anyMatch(set -> key.equals(set) || key.startsWith(set + "."));
    }

    /** The keys that a trial may have; in one that has not, they stand at their defaults. */
    Set<String> varied() {
        return Collections.unmodifiableSet(varied);
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
        return varied.contains(dimension.key())
                && !drawn.containsKey(dimension.key())
                && dimension.applies(key -> drawn.getOrDefault(key, undrawn.get(key)));
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
