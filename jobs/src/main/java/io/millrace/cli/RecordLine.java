package io.millrace.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.data.RawRecord;
import io.millrace.data.Sample;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A record as one line of text, whatever its bytes are. */
final class RecordLine {

    private static final ObjectMapper JSON = new ObjectMapper();

    private RecordLine() {}

    /**
     * Its value: as it is if that is text on one line; otherwise as JSON, a string if it is text,
     * an object with {@code base64} if it is none, null if it is null.
     */
    static String value(RawRecord record) throws IOException {
        Optional<String> text = text(record.value());
        if (text.isPresent() && text.get().chars().noneMatch(RecordLine::isControl)) {
            return text.get();
        }
        return JSON.writeValueAsString(holder("value", record.value()).get("value"));
    }

    private static boolean isControl(int character) {
        return Character.isISOControl(character) && character != '\t';
    }

    /**
     * All of it as a JSON object: partition, offset, timestamp in epoch milliseconds, key, headers
     * and value. Of several headers of one name the last holds, as for Kafka's clients.
     */
    static String envelope(RawRecord record) throws IOException {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("partition", record.partition());
        json.put("offset", record.offset());
        if (record.timestamp() != Sample.NO_TIME) {
            json.put("timestamp", record.timestamp());
        }
        json.setAll(holder("key", record.key()));
        ObjectNode headers = json.putObject("headers");
        record.headers().forEach(header -> headers.setAll(holder(header.name(), header.value())));
        json.setAll(holder("value", record.value()));
        return JSON.writeValueAsString(json);
    }

    private static ObjectNode holder(String name, byte @Nullable [] bytes) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        Optional<String> text = text(bytes);
        if (text.isPresent()) {
            json.put(name, text.get());
        } else if (bytes == null) {
            json.putNull(name);
        } else {
            json.putObject(name).put("base64", bytes);
        }
        return json;
    }

    /** As UTF-8, if it is. */
    private static Optional<String> text(byte @Nullable [] bytes) {
        if (bytes == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
