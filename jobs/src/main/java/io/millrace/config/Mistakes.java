package io.millrace.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong, so that all of it can be told at once. */
final class Mistakes {

    private static final int MOST = 100;

    private final List<Mistake> list = new ArrayList<>();
    private int total;

    void add(Location at, String key, String value, String message) {
        total++;
        if (list.size() < MOST) {
            list.add(new Mistake(at.file(), at.line(), at.column(), key, value, message));
        }
    }

    void add(Location at, String key, String message) {
        add(at, key, "", message);
    }

    int total() {
        return total;
    }

    /** Whether something is wrong at a key or below it. */
    boolean concern(String key) {
        return list.stream().anyMatch(mistake -> within(mistake.key(), key));
    }

    private static boolean within(String place, String key) {
        if (!place.startsWith(key)) {
            return false;
        }
        char next = place.length() == key.length() ? '.' : place.charAt(key.length());
        return next == '.' || next == '[';
    }

    /**
     * @throws ConfigException if there is any mistake
     */
    void throwIfAny() {
        if (total > 0) {
            list.sort(Comparator.comparingInt(Mistake::line));
            throw new ConfigException(list, total);
        }
    }
}
