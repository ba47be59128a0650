package io.millrace.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.millrace.data.RejectReason;
import io.millrace.data.RejectedRecordException;
import java.io.IOException;

/** JSON arrays with one value a column, in the order of {@link Columns}. */
final class JsonArrayParser extends JsonRecordParser {

    private static final long serialVersionUID = 1L;

    private final transient int width;

    JsonArrayParser(Recipe recipe, Columns columns) {
        super(recipe, columns, JsonToken.START_ARRAY, "an array");
        this.width = columns.size();
    }

    @Override
    void readFields(JsonParser json) throws IOException, RejectedRecordException {
        int count = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (count < width) {
                assembler.set(count, value(json));
            } else {
                json.skipChildren();
            }
            count++;
        }
        if (count != width) {
            throw assembler.reject(
                    RejectReason.WRONG_WIDTH,
                    String.format("the array has %d values; allowed are %d", count, width));
        }
    }
}
