package io.millrace.chaos;

import io.millrace.format.Excerpt;
import org.jspecify.annotations.Nullable;

/** What a person finds a record by: its id, if it is known, and where it lies. */
record Name(@Nullable String id, Place place) {

    @Override
    public String toString() {
        return id == null ? "the record at " + place : "id '" + Excerpt.of(id) + "' at " + place;
    }
}
