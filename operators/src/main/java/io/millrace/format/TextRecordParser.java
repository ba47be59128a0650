package io.millrace.format;

import io.millrace.data.RawRecord;
import io.millrace.data.RecordParser;
import io.millrace.data.RejectReason;
import io.millrace.data.RejectedRecordException;
import io.millrace.data.Sample;
import io.millrace.data.Schema;
import java.io.Serializable;
import java.util.List;

/**
 * What parsers of all formats have in common: the checks before the first character is looked at.
 *
 * <p>A parser is serialised as what it was made from, never with its buffers.
 */
abstract class TextRecordParser implements RecordParser {

    private static final long serialVersionUID = 1L;

    private final Recipe recipe;
    private final transient int maxBytes;

    /** Takes the fields. */
    protected final transient SampleAssembler assembler;

    TextRecordParser(Recipe recipe, Columns columns) {
        this.recipe = recipe;
        this.maxBytes = recipe.format().maxBytes();
        this.assembler = new SampleAssembler(recipe.schema(), columns);
    }

    @Override
    public final Sample parse(RawRecord record) throws RejectedRecordException {
        assembler.begin();
        byte[] value = record.value();
        if (value == null) {
            throw assembler.reject(RejectReason.EMPTY, "the record has no value");
        }
        if (value.length > maxBytes) {
            throw assembler.reject(
                    RejectReason.TOO_LARGE,
                    String.format(
                            "the value has %d bytes; allowed are %d", value.length, maxBytes));
        }
        if (!Utf8.isValid(value)) {
            throw assembler.reject(RejectReason.NOT_UTF8, "the value is not valid UTF-8");
        }
        int start = Utf8.start(value);
        if (isBlank(value, start)) {
            throw assembler.reject(RejectReason.EMPTY, "the value is empty");
        }
        read(value, start);
        return assembler.finish(record);
    }

    private static boolean isBlank(byte[] value, int start) {
        for (int i = start; i < value.length; i++) {
            if (value[i] != ' ' && value[i] != '\t' && value[i] != '\r' && value[i] != '\n') {
                return false;
            }
        }
        return true;
    }

    /**
     * Hands the fields of valid, non-blank UTF-8 to the assembler.
     *
     * @param start where the text begins in {@code value}
     * @throws RejectedRecordException if the text is not of this format
     */
    abstract void read(byte[] value, int start) throws RejectedRecordException;

    /** Serialisation proxy. */
    protected final Object writeReplace() {
        return recipe;
    }

    /** What a parser is made from. */
    record Recipe(FormatConfig format, Schema schema, List<String> columns)
            implements Serializable {

        private Object readResolve() {
            return RecordParsers.create(this);
        }
    }
}
