package io.millrace.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;

/**
 * JSON objects with named fields. The fields may come in any order (they are found faster in that
 * of the schema), a feature that is not there is missing, and fields that the schema does not name
 * are skipped.
 */
final class JsonObjectParser extends JsonRecordParser {

    private static final long serialVersionUID = 1L;

    private final transient SerializedString[] names;
    private final transient WordIndex index;

    JsonObjectParser(Recipe recipe, Columns columns) {
        super(recipe, columns, JsonToken.START_OBJECT, "an object");
        this.names =
                columns.names().stream()
                        .map(SerializedString::new)
                        .toArray(SerializedString[]::new);
        this.index = new WordIndex(columns.names());
    }

    @Override
    void readFields(JsonParser json) throws IOException {
        int expected = 0;
        while (true) {
            int column;
            if (json.nextFieldName(names[expected])) {
                column = expected;
            } else if (json.currentToken() == JsonToken.END_OBJECT) {
                return;
            } else {
                column = index.find(json.currentName());
            }
            json.nextToken();
            if (column < 0) {
                json.skipChildren();
            } else {
                assembler.set(column, value(json));
                expected = column + 1 < names.length ? column + 1 : 0;
            }
        }
    }
}
