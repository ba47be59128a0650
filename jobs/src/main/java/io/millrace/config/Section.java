package io.millrace.config;

import java.util.List;

/**
 * A group of keys of the file.
 *
 * @param key empty for the keys at the top
 * @param doc what the group is about
 */
record Section(String key, String doc, Fields<JobConfig> fields) {

    @SafeVarargs
    static Section of(String key, String doc, Option<JobConfig, ?>... options) {
        for (Option<JobConfig, ?> option : options) {
            if (!option.section().equals(key)) {
                throw new IllegalArgumentException(option.path() + " is not of " + key);
            }
        }
        return new Section(key, doc, new Fields<>(List.of(options)));
    }
}
