package io.millrace.config;

/**
 * Where something was written.
 *
 * @param file the file's name, or {@code --set} for an override
 * @param line from 1, or 0 if unknown
 * @param column from 1, or 0 if unknown
 */
record Location(String file, int line, int column) {

    /** The place of what was given with {@code --set}. */
    static final Location OVERRIDE = new Location("--set", 0, 0);

    static Location of(String file) {
        return new Location(file, 0, 0);
    }
}
