package io.millrace.data;

import java.io.Serializable;
import java.util.List;

/** What a model predicts. */
public sealed interface Target extends Serializable {

    /** The field or column that holds the label. */
    String name();

    /** Number of outputs of a prediction: classes, or 1. */
    int size();

    /** A number. */
    record Regression(String name) implements Target {
        @Override
        public int size() {
            return 1;
        }
    }

    /**
     * One of at least two classes. With exactly two, the second is the positive one.
     *
     * @param classes names as they stand in the stream, distinct; their order is the class index
     */
    record Classification(String name, List<String> classes) implements Target {
        public Classification {
            classes = List.copyOf(classes);
            if (classes.size() < 2) {
                throw new IllegalArgumentException(
                        "a classification needs at least two classes, got " + classes);
            }
        }

        @Override
        public int size() {
            return classes.size();
        }
    }
}
