package io.millrace.format;

import io.millrace.data.Feature;
import io.millrace.data.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The columns of a schema: the features in their order, then the label, then id, key, time and
 * weight as far as the schema names them and they are not columns already (the event time, for one,
 * is often a feature too). This is the order of the dense formats.
 */
final class Columns {

    /** A role that no column has. */
    private static final int NONE = -1;

    private final List<String> names = new ArrayList<>();
    private final int features;
    final int label;
    final int id;
    final int key;
    final int time;
    final int weight;

    Columns(Schema schema) {
        schema.features().stream().map(Feature::name).forEach(names::add);
        this.features = names.size();
        this.label = add(schema.target().name());
        this.id = add(schema.idField());
        this.key = add(schema.keyField());
        this.time = add(schema.timeField());
        this.weight = add(schema.weightField());
    }

    private int add(Optional<String> name) {
        return name.map(this::add).orElse(NONE);
    }

    private int add(String name) {
        if (!names.contains(name)) {
            names.add(name);
        }
        return names.indexOf(name);
    }

    List<String> names() {
        return names;
    }

    int size() {
        return names.size();
    }

    /** Whether a column is a feature, which then has the column's own number. */
    boolean isFeature(int column) {
        return column < features;
    }
}
