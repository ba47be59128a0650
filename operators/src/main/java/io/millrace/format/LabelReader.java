package io.millrace.format;

import io.millrace.data.RejectReason;
import io.millrace.data.Target;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads labels. A class is matched by the characters of the value as written, whether a string, a
 * number or a boolean: {@code 1} and {@code "1"} are the class "1", {@code 1.0} is not. The target
 * of a regression is a number in the range of a float, also one written as text.
 */
final class LabelReader {

    private static final int CLASSES_SHOWN = 10;

    private final String name;
    private final @Nullable WordIndex classes;
    private final String allowed;

    LabelReader(Target target) {
        this.name = target.name();
        if (target instanceof Target.Classification c) {
            this.classes = new WordIndex(c.classes());
            this.allowed = "one of " + listed(c.classes());
        } else {
            this.classes = null;
            this.allowed = "a number between -3.4e38 and 3.4e38";
        }
    }

    private static String listed(List<String> words) {
        int shown = Math.min(words.size(), CLASSES_SHOWN);
        String list = String.join(", ", words.subList(0, shown));
        return shown == words.size() ? list : list + " and " + (words.size() - shown) + " more";
    }

    /** The class index, or the number to predict. */
    double read(FieldValue value) throws FieldFault {
        if (value.kind() == FieldValue.Kind.NESTED) {
            throw fault(RejectReason.BAD_LABEL, value);
        }
        return classes == null ? number(value) : classIndex(classes, value);
    }

    private double classIndex(WordIndex classes, FieldValue value) throws FieldFault {
        int index = classes.find(value);
        if (index < 0) {
            throw fault(
                    value.isAbsent() ? RejectReason.MISSING_LABEL : RejectReason.UNKNOWN_LABEL,
                    value);
        }
        return index;
    }

    private double number(FieldValue value) throws FieldFault {
        double number = value.number();
        if (!Double.isFinite(number)) {
            throw fault(
                    value.isAbsent() ? RejectReason.MISSING_LABEL : RejectReason.BAD_LABEL, value);
        }
        if (Math.abs(number) > Float.MAX_VALUE) {
            throw fault(RejectReason.OUT_OF_RANGE, value);
        }
        return number;
    }

    private FieldFault fault(RejectReason reason, FieldValue value) {
        return new FieldFault(reason, name, value, allowed);
    }

    /** What a message says of a record that does not name its label. */
    String missing() {
        return String.format("field '%s' is missing; it is the label: %s", name, allowed);
    }
}
