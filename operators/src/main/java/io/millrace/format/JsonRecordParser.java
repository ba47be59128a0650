package io.millrace.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.millrace.data.RejectReason;
import io.millrace.data.RejectedRecordException;
import java.io.IOException;

/**
 * What the two JSON formats have in common: one JSON value and nothing behind it, read as a stream
 * of tokens.
 *
 * <p>{@code NaN} and {@code Infinity} without quotes are let through, since Python writes them.
 * What is nested deeper than 1000 levels, also in a field that nobody asked for, or has a number of
 * more than 1000 digits, is refused as unparsable (Jackson's limits against hostile input).
 */
abstract class JsonRecordParser extends TextRecordParser {

    private static final long serialVersionUID = 1L;
    private static final int MESSAGE_LENGTH = 200;

    private final transient JsonToken opening;
    private final transient String shape;
    private final transient FieldValue value = new FieldValue();
    private final transient JsonFactory factory =
            JsonFactory.builder()
                    .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
                    .enable(StreamReadFeature.USE_FAST_BIG_NUMBER_PARSER)
                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                    // The bytes are known to be UTF-8, and names of strangers are not worth
                    // keeping.
                    .disable(JsonFactory.Feature.CHARSET_DETECTION)
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .build();

    JsonRecordParser(Recipe recipe, Columns columns, JsonToken opening, String shape) {
        super(recipe, columns);
        this.opening = opening;
        this.shape = shape;
    }

    @Override
    final void read(byte[] text, int start) throws RejectedRecordException {
        try (JsonParser json = factory.createParser(text, start, text.length - start)) {
            boolean fits = json.nextToken() == opening;
            if (fits) {
                readFields(json);
            } else {
                json.skipChildren();
            }
            if (json.nextToken() != null) {
                throw unparsable("there is more behind the end of the JSON value");
            }
            if (!fits) {
                throw assembler.reject(
                        RejectReason.WRONG_SHAPE, "the value is JSON, but not " + shape);
            }
        } catch (JsonProcessingException malformed) {
            throw unparsable(malformed.getOriginalMessage());
        } catch (IOException impossible) {
            throw new IllegalStateException("reading an array of bytes failed", impossible);
        }
    }

    private RejectedRecordException unparsable(String why) {
        return assembler.reject(
                RejectReason.UNPARSABLE, "not JSON: " + Excerpt.of(why, MESSAGE_LENGTH));
    }

    /** Reads from behind the opening token up to and including the closing one. */
    abstract void readFields(JsonParser json) throws IOException, RejectedRecordException;

    /** The value at the current token; of an object or array, the whole is skipped. */
    final FieldValue value(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case VALUE_NULL -> value.set(FieldValue.Kind.NULL);
            case VALUE_TRUE -> value.set(true);
            case VALUE_FALSE -> value.set(false);
            case VALUE_STRING -> scalar(json, FieldValue.Kind.TEXT);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> scalar(json, FieldValue.Kind.NUMBER);
            default -> {
                json.skipChildren();
                yield value.set(FieldValue.Kind.NESTED);
            }
        };
    }

    private FieldValue scalar(JsonParser json, FieldValue.Kind kind) throws IOException {
        return value.set(
                kind, json.getTextCharacters(), json.getTextOffset(), json.getTextLength());
    }
}
