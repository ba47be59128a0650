package io.millrace.format;

import io.millrace.data.LearningEvent;
import io.millrace.data.RawRecord;
import io.millrace.data.RejectReason;
import io.millrace.data.RejectedRecordException;
import io.millrace.data.Sample;
import io.millrace.data.Schema;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Puts a sample together from its fields, in whatever order and format they come.
 *
 * <p>A fault in a field does not end the record. It is kept while the parser reads on, for two
 * reasons: the model key may stand behind it, and a record that is not even well-formed is better
 * called that. Of several faults in fields the first counts, before a missing key or label.
 */
final class SampleAssembler {

    private static final int MAX_KEY_LENGTH = 200;

    private final Columns columns;
    private final FeatureEncoder encoder;
    private final LabelReader labels;
    private final BitSet seen = new BitSet();

    private String key = LearningEvent.ONE_MODEL;
    private @Nullable String id;
    private double label;
    private long eventTime;
    private double weight;
    private @Nullable RejectReason fault;
    private String message = "";

    SampleAssembler(Schema schema, Columns columns) {
        this.columns = columns;
        this.encoder = new FeatureEncoder(schema);
        this.labels = new LabelReader(schema.target());
    }

    void begin() {
        encoder.begin();
        seen.clear();
        key = LearningEvent.ONE_MODEL;
        id = null;
        label = Double.NaN;
        eventTime = Sample.NO_TIME;
        weight = 1;
        fault = null;
        message = "";
    }

    /** Takes the value of a column. */
    void set(int column, FieldValue value) {
        if (seen.get(column)) {
            keep(
                    RejectReason.DUPLICATE_FIELD,
                    String.format(
                            "field '%s' stands in the record twice; allowed is once",
                            columns.names().get(column)));
            return;
        }
        seen.set(column);
        try {
            take(column, value);
        } catch (FieldFault thrown) {
            keep(thrown.reason(), thrown.text());
        }
    }

    private void take(int column, FieldValue value) throws FieldFault {
        if (column == columns.key) {
            key = readKey(value);
        }
        if (column == columns.label) {
            label = labels.read(value);
        }
        if (column == columns.id) {
            id = readId(value);
        }
        if (column == columns.time) {
            eventTime = readTime(value);
        }
        if (column == columns.weight) {
            weight = readWeight(value);
        }
        if (columns.isFeature(column)) {
            encoder.set(column, value);
        }
    }

    private void keep(RejectReason reason, String text) {
        if (fault == null) {
            fault = reason;
            message = text;
        }
    }

    /**
     * @throws RejectedRecordException if a field was at fault, or key or label did not come
     */
    Sample finish(RawRecord record) throws RejectedRecordException {
        if (fault != null) {
            throw reject(fault, message);
        }
        if (columns.key >= 0 && !seen.get(columns.key)) {
            throw reject(
                    RejectReason.MISSING_KEY,
                    String.format(
                            "field '%s' is missing; it is the model key",
                            columns.names().get(columns.key)));
        }
        if (!seen.get(columns.label)) {
            throw reject(RejectReason.MISSING_LABEL, labels.missing());
        }
        Sample sample = new Sample(key, id, encoder.finish(), label);
        sample.eventTime = eventTime;
        sample.weight = weight;
        sample.partition = record.partition();
        sample.offset = record.offset();
        return sample;
    }

    /** The rejection of the record at hand, with its key as far as it was read. */
    RejectedRecordException reject(RejectReason reason, String text) {
        return new RejectedRecordException(reason, key, text);
    }

    private String readKey(FieldValue value) throws FieldFault {
        if (value.isNothing()) {
            throw fault(RejectReason.MISSING_KEY, columns.key, value, "the key of a model");
        }
        if (!isScalar(value)
                || value.length() > MAX_KEY_LENGTH
                || !value.codePoints().allMatch(Excerpt::isPrintable)) {
            throw fault(
                    RejectReason.BAD_KEY,
                    columns.key,
                    value,
                    "a number or a string of at most 200 printable characters");
        }
        return value.toString();
    }

    private @Nullable String readId(FieldValue value) throws FieldFault {
        if (value.isNothing()) {
            return null;
        }
        if (!isScalar(value)) {
            throw fault(RejectReason.BAD_ID, columns.id, value, "a string, a number or null");
        }
        return value.toString();
    }

    private static boolean isScalar(FieldValue value) {
        return value.kind() == FieldValue.Kind.TEXT || value.kind() == FieldValue.Kind.NUMBER;
    }

    private long readTime(FieldValue value) throws FieldFault {
        if (value.isAbsent()) {
            return Sample.NO_TIME;
        }
        long millis = EpochMillis.read(value);
        if (millis == EpochMillis.INVALID) {
            throw fault(RejectReason.BAD_TIME, columns.time, value, EpochMillis.ALLOWED);
        }
        return millis;
    }

    private double readWeight(FieldValue value) throws FieldFault {
        if (value.isAbsent()) {
            return 1;
        }
        double number = value.number();
        if (!(number >= 0 && number <= Double.MAX_VALUE)) {
            throw fault(
                    RejectReason.BAD_WEIGHT,
                    columns.weight,
                    value,
                    "a finite number of 0 or more, or null for 1");
        }
        return number;
    }

    private FieldFault fault(RejectReason reason, int column, FieldValue value, String allowed) {
        return new FieldFault(reason, columns.names().get(column), value, allowed);
    }
}
