package io.millrace.config;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A configuration that cannot be used. The message lists everything that is wrong, one line each,
 * and is meant for the person who wrote the file.
 */
public final class ConfigException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Mistake> mistakes;

    /**
     * @param mistakes the first of them, at least one
     * @param total how many there are
     */
    ConfigException(List<Mistake> mistakes, int total) {
        super(describe(mistakes, total), null, false, false);
        this.mistakes = List.copyOf(mistakes);
    }

    private static String describe(List<Mistake> mistakes, int total) {
        String lines = mistakes.stream().map(Mistake::toString).collect(Collectors.joining("\n"));
        return total > mistakes.size()
                ? lines + "\n... and " + (total - mistakes.size()) + " more"
                : lines;
    }

    /** What is wrong, in the order of the file; the first hundred. */
    public List<Mistake> mistakes() {
        return mistakes;
    }
}
