package io.millrace.config;

import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What was given for a set of keys, and their defaults.
 *
 * @param <C> what the keys are parts of
 */
final class Values<C> {

    private final Map<Option<C, ?>, Object> given = new IdentityHashMap<>();
    private final Map<Option<C, ?>, Location> places = new IdentityHashMap<>();
    private final Location whole;
    private C defaults;

    /**
     * @param whole where the whole of it was written
     */
    Values(Location whole, C defaults) {
        this.whole = whole;
        this.defaults = defaults;
    }

    Values<C> copy() {
        Values<C> copy = new Values<>(whole, defaults);
        copy.given.putAll(given);
        copy.places.putAll(places);
        return copy;
    }

    void defaults(C newDefaults) {
        this.defaults = newDefaults;
    }

    /** Reads a key's value. A wrong one is reported and then stands at its default. */
    void read(Option<C, ?> option, String key, YamlNode node, Context context) {
        places.put(option, node.at());
        Object value = option.type().read(node, key, context);
        if (value != null) {
            given.put(option, value);
        }
    }

    /** Sets a key to what was found elsewhere. */
    <T> void set(Option<C, T> option, T value) {
        given.put(option, Objects.requireNonNull(value));
    }

    boolean given(Option<C, ?> option) {
        return given.containsKey(option);
    }

    /** What was given for a key, or else its default. */
    @SuppressWarnings("unchecked")
    <T> T get(Option<C, T> option) {
        Object value = given.get(option);
        return value != null ? (T) value : option.in(defaults);
    }

    /** Where a key was given, or should have been. */
    Location at(Option<C, ?> option) {
        return places.getOrDefault(option, whole);
    }

    /** Where the first given key of a section stands. */
    Location at(Section section) {
        return places.entrySet().stream()
                .filter(place -> section.fields().options().contains(place.getKey()))
                .map(Map.Entry::getValue)
                .min(Comparator.comparingInt(Location::line))
                .orElse(whole);
    }
}
