package io.millrace.data;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * The state of one stage for one model: named arrays of numbers.
 *
 * <p>A stage is a view over its page. It asks for its arrays by name once, when it is bound, and
 * then works on them in place; it keeps nothing that matters anywhere else. So one serializer, one
 * published format, one hash and one law ("restore is exact to the bit") serve every stage.
 *
 * <p>Arrays are {@code float[]}, {@code double[]}, {@code int[]} or {@code long[]}; a single number
 * is an array of length 1. Equality is bitwise.
 */
public final class Page {

    private final String stage;
    private final String prefix;
    private final Map<String, Object> arrays;

    /**
     * @param stage the name of the stage that owns this page, as {@code normalize}
     */
    public Page(String stage) {
        this(stage, "", new LinkedHashMap<>());
    }

    private Page(String stage, String prefix, Map<String, Object> arrays) {
        this.stage = Objects.requireNonNull(stage);
        this.prefix = prefix;
        this.arrays = arrays;
    }

    /**
     * A part of this page: a view of the arrays whose names begin with a part's name and a dot,
     * without that beginning. So several owners of alike arrays share a page.
     */
    public Page part(String name) {
        return new Page(stage, prefix + name + '.', arrays);
    }

    public String stage() {
        return stage;
    }

    public boolean has(String name) {
        return arrays.containsKey(prefix + name);
    }

    /**
     * The array of this name, made of zeros if there is none yet.
     *
     * @throws PageMismatchException if there is one of another type or length: the state was
     *     written under another configuration
     */
    public float[] floats(String name, int length) {
        float[] array = get(name, float[].class, () -> new float[length]);
        requireLength(name, array.length, length);
        return array;
    }

    /** As {@link #floats}. */
    public double[] doubles(String name, int length) {
        double[] array = get(name, double[].class, () -> new double[length]);
        requireLength(name, array.length, length);
        return array;
    }

    /** As {@link #floats}. */
    public long[] longs(String name, int length) {
        long[] array = get(name, long[].class, () -> new long[length]);
        requireLength(name, array.length, length);
        return array;
    }

    /** As {@link #floats}. */
    public int[] ints(String name, int length) {
        int[] array = get(name, int[].class, () -> new int[length]);
        requireLength(name, array.length, length);
        return array;
    }

    private <T> T get(String name, Class<T> type, java.util.function.Supplier<T> zeros) {
        Object array = arrays.computeIfAbsent(prefix + name, unused -> zeros.get());
        if (!type.isInstance(array)) {
            throw new PageMismatchException(
                    String.format(
                            "page '%s' holds '%s' as %s where %s is expected",
                            stage, name, array.getClass().getSimpleName(), type.getSimpleName()));
        }
        return type.cast(array);
    }

    private void requireLength(String name, int actual, int expected) {
        if (actual != expected) {
            throw new PageMismatchException(
                    String.format(
                            "page '%s' holds %d numbers in '%s' where the configuration asks for"
                                    + " %d: it was written under another configuration",
                            stage, actual, name, expected));
        }
    }

    /**
     * Sets an array, replacing one of that name.
     *
     * @param array a {@code float[]}, {@code double[]}, {@code int[]} or {@code long[]}; not copied
     */
    public Page put(String name, Object array) {
        if (!(array instanceof float[]
                || array instanceof double[]
                || array instanceof int[]
                || array instanceof long[])) {
            throw new IllegalArgumentException(
                    "a page holds arrays of numbers, not " + array.getClass().getSimpleName());
        }
        arrays.put(prefix + name, array);
        return this;
    }

    /** Drops the arrays whose names are chosen. */
    public void removeIf(Predicate<String> chosen) {
        arrays.keySet()
                .removeIf(
                        name ->
                                name.startsWith(prefix)
                                        && chosen.test(name.substring(prefix.length())));
    }

    /** The arrays by name, in the order in which they were first asked for. Not copies. */
    public Map<String, Object> arrays() {
        if (prefix.isEmpty()) {
            return Collections.unmodifiableMap(arrays);
        }
        Map<String, Object> own = new LinkedHashMap<>();
        arrays.forEach(
                (name, array) -> {
                    if (name.startsWith(prefix)) {
                        own.put(name.substring(prefix.length()), array);
                    }
                });
        return Collections.unmodifiableMap(own);
    }

    /** What the arrays take up in memory, about. */
    public long bytes() {
        long bytes = 0;
        for (Object array : arrays().values()) {
            int width = array instanceof double[] || array instanceof long[] ? 8 : 4;
            bytes += (long) width * Array.getLength(array);
        }
        return bytes;
    }

    /** A deep copy; that of a part is a page of its own. */
    public Page copy() {
        Page copy = new Page(stage);
        arrays().forEach((name, array) -> copy.arrays.put(name, copyOf(array)));
        return copy;
    }

    private static Object copyOf(Object array) {
        if (array instanceof float[] a) {
            return a.clone();
        } else if (array instanceof double[] a) {
            return a.clone();
        } else if (array instanceof int[] a) {
            return a.clone();
        }
        return ((long[]) array).clone();
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof Page page) || !stage.equals(page.stage)) {
            return false;
        }
        Map<String, Object> own = arrays();
        Map<String, Object> others = page.arrays();
        // deepEquals compares floats and doubles by their bits.
        return own.keySet().equals(others.keySet())
                && own.entrySet().stream()
                        .allMatch(e -> Objects.deepEquals(e.getValue(), others.get(e.getKey())));
    }

    @Override
    public int hashCode() {
        int hash = stage.hashCode();
        for (Map.Entry<String, Object> entry : arrays().entrySet()) {
            hash +=
                    entry.getKey().hashCode()
                            ^ Arrays.deepHashCode(new Object[] {entry.getValue()});
        }
        return hash;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("Page(").append(stage);
        arrays().forEach(
                        (name, array) ->
                                text.append(", ")
                                        .append(name)
                                        .append('[')
                                        .append(Array.getLength(array))
                                        .append(']'));
        return text.append(')').toString();
    }
}
